// The text of an HTTP/1.1 answer. Pure.
#pragma once

#include <cstddef>
#include <ctime>
#include <string>
#include <string_view>

#include "http/message.h"

namespace every::http {

std::string http_date(std::time_t seconds);  // "Sun, 06 Nov 1994 08:49:37 GMT"
std::string_view reason(int status);         // "Not Found"; empty when unknown

// Whether an answer with this status may carry a body at all.
bool carries_body(int status);

enum class Framing { length, chunked, until_close };

// Status line and header section with its blank line. The server owns Content-Length, Transfer-Encoding,
// Connection and Date: what the handler set under these names is ignored. Control characters in values become
// blanks, so that no value can start a header of its own.
std::string head_text(const Response& response, Framing framing, bool keep_alive, std::string_view date);

// One event in the text/event-stream format, blank line included.
std::string event_text(std::string_view id, std::string_view event, std::string_view data);
std::string comment_text(std::string_view text);

// `data` as one chunk of a chunked body.
std::string chunk_text(std::string_view data);
inline constexpr std::string_view kLastChunk = "0\r\n\r\n";

}  // namespace every::http
