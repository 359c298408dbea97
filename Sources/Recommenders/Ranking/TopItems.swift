// SPDX-License-Identifier: Apache-2.0

/// The best items of each user over the whole catalogue, by a model's scores.
public enum TopItems {}
