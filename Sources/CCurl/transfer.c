// SPDX-License-Identifier: Apache-2.0
#include "CCurl.h"

#include <curl/curl.h>
#include <stdlib.h>

struct ccurl_loop {
  CURLM *multi;
};

struct ccurl_transfer {
  CURL *easy;
  struct curl_slist *headers;
};

bool ccurl_start(void) { return curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK; }

ccurl_loop *ccurl_loop_make(long connection_count) {
  ccurl_loop *loop = calloc(1, sizeof *loop);
  if (!loop) return NULL;
  loop->multi = curl_multi_init();
  if (!loop->multi ||
      curl_multi_setopt(loop->multi, CURLMOPT_MAXCONNECTS, connection_count) != CURLM_OK ||
      curl_multi_setopt(loop->multi, CURLMOPT_PIPELINING, (long)CURLPIPE_NOTHING) != CURLM_OK) {
    ccurl_loop_free(loop);
    return NULL;
  }
  return loop;
}

void ccurl_loop_free(ccurl_loop *loop) {
  if (loop->multi) curl_multi_cleanup(loop->multi);
  free(loop);
}

bool ccurl_loop_move(ccurl_loop *loop) {
  int running = 0;
  return curl_multi_perform(loop->multi, &running) == CURLM_OK;
}

bool ccurl_loop_wait(ccurl_loop *loop, int milliseconds) {
  return curl_multi_poll(loop->multi, NULL, 0, milliseconds, NULL) == CURLM_OK;
}

void ccurl_loop_wake(ccurl_loop *loop) { curl_multi_wakeup(loop->multi); }

static enum ccurl_end end_of(CURLcode code) {
  switch (code) {
    case CURLE_OK: return CCURL_ANSWERED;
    case CURLE_WRITE_ERROR:
    case CURLE_FILESIZE_EXCEEDED:
    // One header line beyond what libcurl keeps is told in either of two ways, by version.
    case CURLE_OUT_OF_MEMORY:
#if LIBCURL_VERSION_NUM >= 0x080600
    case CURLE_TOO_LARGE:
#endif
      return CCURL_TOO_LONG;
    case CURLE_OPERATION_TIMEDOUT: return CCURL_OUT_OF_TIME;
    case CURLE_UNSUPPORTED_PROTOCOL:
    case CURLE_WEIRD_SERVER_REPLY:
    case CURLE_BAD_CONTENT_ENCODING: return CCURL_NO_HTTP;
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_ISSUER_ERROR:
    case CURLE_SSL_INVALIDCERTSTATUS: return CCURL_UNTRUSTED;
    default: return CCURL_FAILED;
  }
}

struct ccurl_ended ccurl_loop_next(ccurl_loop *loop) {
  struct ccurl_ended ended = {NULL, CCURL_FAILED, 0, ""};
  int left = 0;
  CURLMsg *message = curl_multi_info_read(loop->multi, &left);
  if (!message) return ended;
  char *context = NULL;
  curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &context);
  curl_easy_getinfo(message->easy_handle, CURLINFO_RESPONSE_CODE, &ended.status);
  ended.context = context;
  ended.end = end_of(message->data.result);
  ended.reason = curl_easy_strerror(message->data.result);
  return ended;
}

static bool add_header(ccurl_transfer *transfer, const char *line) {
  struct curl_slist *longer = curl_slist_append(transfer->headers, line);
  if (longer) transfer->headers = longer;
  return longer != NULL;
}

static bool set_headers(ccurl_transfer *transfer, const struct ccurl_request *request) {
  // Without "Expect:", libcurl would wait for leave to send a long body.
  return add_header(transfer, "Accept: application/json") &&
         add_header(transfer, "User-Agent: palimpsest") && add_header(transfer, "Expect:") &&
         (!request->body || add_header(transfer, "Content-Type: application/json")) &&
         (!request->authorization || add_header(transfer, request->authorization)) &&
         curl_easy_setopt(transfer->easy, CURLOPT_HTTPHEADER, transfer->headers) == CURLE_OK;
}

#define SET(option, value) (curl_easy_setopt(easy, option, value) == CURLE_OK)

static bool set_protocols(CURL *easy) {
#if LIBCURL_VERSION_NUM >= 0x075500
  return SET(CURLOPT_PROTOCOLS_STR, "http,https");
#else
  return SET(CURLOPT_PROTOCOLS, (long)(CURLPROTO_HTTP | CURLPROTO_HTTPS));
#endif
}

// Cookies, .netrc, HTTP/0.9, decompression of bodies and stored credentials are off unless set.
static bool set_manners(CURL *easy, const struct ccurl_request *request) {
  return set_protocols(easy) && SET(CURLOPT_URL, request->url) &&
         SET(CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1) &&
         SET(CURLOPT_FOLLOWLOCATION, 0L) && SET(CURLOPT_DISALLOW_USERNAME_IN_URL, 1L) &&
         SET(CURLOPT_PATH_AS_IS, 1L) && SET(CURLOPT_NETRC, (long)CURL_NETRC_IGNORED) &&
         SET(CURLOPT_NOSIGNAL, 1L) && SET(CURLOPT_SSL_VERIFYPEER, 1L) &&
         SET(CURLOPT_SSL_VERIFYHOST, 2L) &&
         // An empty list of exceptions: which requests use the proxy was decided before.
         SET(CURLOPT_PROXY, request->proxy) && SET(CURLOPT_NOPROXY, "");
}

// A connection is kept while an audit works on its own between two requests; one that the server
// closed meanwhile is seen and opened anew.
static const long kept_seconds = 900;

static bool set_limits(CURL *easy, const struct ccurl_request *request) {
  return SET(CURLOPT_MAXAGE_CONN, kept_seconds) &&
         SET(CURLOPT_MAXFILESIZE_LARGE, (curl_off_t)request->body_limit) &&
         SET(CURLOPT_TIMEOUT_MS, request->total_milliseconds) &&
         SET(CURLOPT_CONNECTTIMEOUT_MS, request->connect_milliseconds) &&
         SET(CURLOPT_HEADERFUNCTION, request->head) && SET(CURLOPT_HEADERDATA, request->context) &&
         SET(CURLOPT_WRITEFUNCTION, request->body_sink) &&
         SET(CURLOPT_WRITEDATA, request->context) && SET(CURLOPT_PRIVATE, request->context);
}

static bool set_body(CURL *easy, const struct ccurl_request *request) {
  if (!request->body) return SET(CURLOPT_HTTPGET, 1L);
  return SET(CURLOPT_POST, 1L) &&
         SET(CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)request->body_count) &&
         SET(CURLOPT_COPYPOSTFIELDS, request->body);
}

ccurl_transfer *ccurl_transfer_begin(ccurl_loop *loop, const struct ccurl_request *request) {
  ccurl_transfer *transfer = calloc(1, sizeof *transfer);
  if (!transfer) return NULL;
  transfer->easy = curl_easy_init();
  if (transfer->easy && set_manners(transfer->easy, request) &&
      set_limits(transfer->easy, request) && set_body(transfer->easy, request) &&
      set_headers(transfer, request) &&
      curl_multi_add_handle(loop->multi, transfer->easy) == CURLM_OK)
    return transfer;
  ccurl_transfer_free(transfer, loop);
  return NULL;
}

int64_t ccurl_transfer_sent(const ccurl_transfer *transfer) {
  curl_off_t count = 0;
  curl_easy_getinfo(transfer->easy, CURLINFO_SIZE_UPLOAD_T, &count);
  return count;
}

void ccurl_transfer_free(ccurl_transfer *transfer, ccurl_loop *loop) {
  if (transfer->easy) {
    // Of a handle that was never added, libcurl only says so.
    curl_multi_remove_handle(loop->multi, transfer->easy);
    curl_easy_cleanup(transfer->easy);
  }
  curl_slist_free_all(transfer->headers);
  free(transfer);
}
