// SPDX-License-Identifier: Apache-2.0
#ifndef PALIMPSEST_CCURL_H
#define PALIMPSEST_CCURL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// What Swift needs of libcurl. Its setters take variable arguments, which Swift cannot pass; here
// they are called in one place, so that no transfer can be made without all of its limits.

/// Many transfers that one thread moves, and the connections that are kept for the next ones.
typedef struct ccurl_loop ccurl_loop;

/// One request and its answer.
typedef struct ccurl_transfer ccurl_transfer;

/// Takes bytes of an answer and returns their count (of elements times size); anything else ends
/// the transfer. The last argument is the request's context.
typedef size_t (*ccurl_sink)(char *bytes, size_t size, size_t count, void *context);

/// What is asked, of whom, and within which limits. All texts are copied.
struct ccurl_request {
  /// The address; only http and https are spoken.
  const char *url;
  /// The proxy's address, or an empty text for none; the environment is never asked.
  const char *proxy;
  /// A whole header line with the secret, or null.
  const char *authorization;
  /// A JSON document to post, or null for GET.
  const char *body;
  size_t body_count;
  /// An answer that announces more bytes than this is ended at once.
  int64_t body_limit;
  /// The time from the start to the last byte, and to an open connection, in milliseconds.
  long total_milliseconds;
  long connect_milliseconds;
  /// Takes the lines of the head, those of interim answers and trailers included.
  ccurl_sink head;
  /// Takes the body of an answer of any status.
  ccurl_sink body_sink;
  void *context;
};

/// How a transfer ended.
enum ccurl_end {
  CCURL_ANSWERED,
  /// A sink refused, or more was announced or stood in one header than is taken.
  CCURL_TOO_LONG,
  CCURL_OUT_OF_TIME,
  /// Whatever listens there does not speak HTTP/1.
  CCURL_NO_HTTP,
  /// The server's certificate is not one that this system trusts for that host.
  CCURL_UNTRUSTED,
  CCURL_FAILED,
};

/// A transfer that ended; `context` is null where none has.
struct ccurl_ended {
  void *context;
  enum ccurl_end end;
  /// The status of the answer, 0 where there was none.
  long status;
  /// libcurl's words for the failure: fixed texts that repeat nothing of request or answer.
  const char *reason;
};

/// Prepares libcurl for this process; false where that fails. To be called once, before all else.
bool ccurl_start(void);

/// Returns a loop that keeps up to so many connections, or null.
ccurl_loop *ccurl_loop_make(long connection_count);
/// Frees a loop without transfers.
void ccurl_loop_free(ccurl_loop *loop);
/// Moves all transfers as far as they go without waiting; false where libcurl has failed.
bool ccurl_loop_move(ccurl_loop *loop);
/// Waits until there is something to move, for at most so many milliseconds, or until woken.
bool ccurl_loop_wait(ccurl_loop *loop, int milliseconds);
/// Ends the present or next wait; the one call that may come from another thread.
void ccurl_loop_wake(ccurl_loop *loop);
/// Returns one of the transfers that have ended since.
struct ccurl_ended ccurl_loop_next(ccurl_loop *loop);

/// Begins a transfer in a loop; null where that is not possible.
ccurl_transfer *ccurl_transfer_begin(ccurl_loop *loop, const struct ccurl_request *request);
/// How many bytes of the request have been sent.
int64_t ccurl_transfer_sent(const ccurl_transfer *transfer);
/// Takes a transfer out of its loop, ended or not, and frees it.
void ccurl_transfer_free(ccurl_transfer *transfer, ccurl_loop *loop);

#endif
