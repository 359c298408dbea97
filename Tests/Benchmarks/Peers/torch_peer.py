# SPDX-License-Identifier: Apache-2.0
"""Eager PyTorch behind one line in, one line out.

torch_peer.py ARCHITECTURE WIDTH LAYERS HEADS FEED_FORWARD VOCABULARY CONTEXT BATCH THREADS

    train STEPS   seconds of training steps: forward, backward, clipping, AdamW
    score STEPS   seconds of ln p of every token of as many batches, forward alone
"""
import json
import sys
import time

import torch
from torch import nn
from torch.nn import functional


class Rotary:
    """Turns halves of heads by their positions' angles."""

    def __init__(self, head_width, context):
        half = head_width // 2
        angles = torch.arange(context)[:, None] * 10_000.0 ** (-torch.arange(half) / half)[None]
        self.cosine, self.sine = angles.cos()[None, None], angles.sin()[None, None]

    def __call__(self, x):
        first, second = x.chunk(2, -1)
        return torch.cat(
            [first * self.cosine - second * self.sine, first * self.sine + second * self.cosine], -1)


class Block(nn.Module):
    def __init__(self, gpt2, width, heads, feed_forward, rotary):
        super().__init__()
        self.gpt2, self.heads, self.rotary = gpt2, heads, rotary
        norm = nn.LayerNorm if gpt2 else nn.RMSNorm
        self.norms = nn.ModuleList([norm(width, eps=1e-5), norm(width, eps=1e-5)])
        self.attend = nn.Linear(width, 3 * width, bias=gpt2)
        self.merge = nn.Linear(width, width, bias=gpt2)
        self.inner = nn.Linear(width, feed_forward if gpt2 else 2 * feed_forward, bias=gpt2)
        self.outer = nn.Linear(feed_forward, width, bias=gpt2)

    def forward(self, x):
        batch, length, width = x.shape
        parts = self.attend(self.norms[0](x)).view(batch, length, 3, self.heads, -1)
        query, key, value = parts.permute(2, 0, 3, 1, 4)
        if self.rotary:
            query, key = self.rotary(query), self.rotary(key)
        seen = functional.scaled_dot_product_attention(query, key, value, is_causal=True)
        x = x + self.merge(seen.transpose(1, 2).reshape(batch, length, width))
        inner = self.inner(self.norms[1](x))
        if self.gpt2:
            return x + self.outer(functional.gelu(inner, approximate="tanh"))
        gate, up = inner.chunk(2, -1)
        return x + self.outer(functional.silu(gate) * up)


class Model(nn.Module):
    def __init__(self, gpt2, width, layers, heads, feed_forward, vocabulary, context):
        super().__init__()
        rotary = None if gpt2 else Rotary(width // heads, context)
        self.tokens = nn.Embedding(vocabulary, width)
        self.places = nn.Embedding(context, width) if gpt2 else None
        self.blocks = nn.ModuleList(
            [Block(gpt2, width, heads, feed_forward, rotary) for _ in range(layers)])
        self.norm = (nn.LayerNorm if gpt2 else nn.RMSNorm)(width, eps=1e-5)
        self.head = nn.Linear(width, vocabulary, bias=False)

    def forward(self, ids):
        x = self.tokens(ids)
        if self.places is not None:
            x = x + self.places.weight[None, : ids.shape[1]]
        for block in self.blocks:
            x = block(x)
        return self.head(self.norm(x))


def losses(model, batch, **options):
    logits = model(batch[:, :-1])
    return functional.cross_entropy(
        logits.reshape(-1, logits.shape[-1]), batch[:, 1:].reshape(-1), **options)


def train(model, optimizer, batch):
    optimizer.zero_grad(set_to_none=True)
    losses(model, batch).backward()
    torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    optimizer.step()


def score(model, batch):
    with torch.inference_mode():
        return -losses(model, batch, reduction="none")


def main():
    architecture, *numbers = sys.argv[1:]
    *shape, batch_size, threads = map(int, numbers)
    torch.set_num_threads(threads)
    torch.manual_seed(1)
    model = Model(architecture == "gpt2", *shape)
    optimizer = torch.optim.AdamW(
        model.parameters(), lr=1e-3, betas=(0.9, 0.95), weight_decay=0.1, fused=True)
    vocabulary, context = shape[-2:]
    batch = torch.randint(0, vocabulary, (batch_size, context + 1))
    for _ in range(2):
        train(model, optimizer, batch)
        score(model, batch)
    print("ready", flush=True)
    for line in sys.stdin:
        command, count = line.split()
        start = time.perf_counter()
        for _ in range(int(count)):
            train(model, optimizer, batch) if command == "train" else score(model, batch)
        print(json.dumps({"seconds": time.perf_counter() - start}), flush=True)


main()
