#include "net/http/wire.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace troupe::net::http {
namespace {

constexpr std::array<std::pair<int, std::string_view>, 27> reasons{{
    {200, "OK"},
    {201, "Created"},
    {202, "Accepted"},
    {204, "No Content"},
    {207, "Multi-Status"},
    {301, "Moved Permanently"},
    {302, "Found"},
    {304, "Not Modified"},
    {307, "Temporary Redirect"},
    {400, "Bad Request"},
    {401, "Unauthorized"},
    {403, "Forbidden"},
    {404, "Not Found"},
    {405, "Method Not Allowed"},
    {408, "Request Timeout"},
    {409, "Conflict"},
    {410, "Gone"},
    {413, "Payload Too Large"},
    {415, "Unsupported Media Type"},
    {422, "Unprocessable Entity"},
    {429, "Too Many Requests"},
    {431, "Request Header Fields Too Large"},
    {500, "Internal Server Error"},
    {501, "Not Implemented"},
    {502, "Bad Gateway"},
    {503, "Service Unavailable"},
    {504, "Gateway Timeout"},
}};

std::string_view reason(int status) {
  const auto* const found =
      std::find_if(reasons.begin(), reasons.end(),
                   [status](const auto& entry) { return entry.first == status; });
  return found == reasons.end() ? std::string_view{"Status"} : found->second;
}

bool is_line_break(char letter) {
  return letter == '\r' || letter == '\n';
}

void append_without_line_breaks(std::string& out, std::string_view text) {
  if (text.find('\n') == text.npos && text.find('\r') == text.npos) {
    out += text;
    return;
  }
  std::copy_if(text.begin(), text.end(), std::back_inserter(out),
               [](char letter) { return !is_line_break(letter); });
}

bool may_stand_in_target(char letter) {
  return letter > ' ' && letter != '\x7f';
}

void append_target(std::string& out, std::string_view target) {
  if (std::all_of(target.begin(), target.end(), may_stand_in_target)) {
    out += target;
    return;
  }
  for (const char letter : target) {
    if (may_stand_in_target(letter)) {
      out += letter;
    } else {
      out += percent_encode({&letter, 1});
    }
  }
}

bool names_a_length(const request& message) {
  return !message.body.empty() || message.method == "POST" || message.method == "PUT" ||
         message.method == "PATCH";
}

} // namespace

void append_header(std::string& head, std::string_view name, std::string_view value) {
  append_without_line_breaks(head, name);
  head += ": ";
  append_without_line_breaks(head, value);
  head += "\r\n";
}

void append_request(std::string& out, std::string_view base_path, std::string_view fixed,
                    const request& message) {
  append_without_line_breaks(out, message.method);
  out += ' ';
  out += base_path;
  append_target(out, message.target);
  out += " HTTP/1.1\r\n";
  out += fixed;
  for (const header& line : message.headers) {
    append_header(out, line.name, line.value);
  }
  if (names_a_length(message)) {
    append_header(out, "Content-Length", std::to_string(message.body.size()));
  }
  out += "\r\n";
  out += message.body;
}

std::string response_head(const response& answer, persistence connection) {
  std::string head = "HTTP/1.1 ";
  head += std::to_string(answer.status);
  head += ' ';
  head += reason(answer.status);
  head += "\r\n";
  for (const header& line : answer.headers) {
    append_header(head, line.name, line.value);
  }
  if (answer.open) {
    append_header(head, "Transfer-Encoding", "chunked");
  } else if (has_body(answer.status)) {
    append_header(head, "Content-Length", std::to_string(answer.body.size()));
  }
  append_header(head, "Connection", connection == persistence::keep_alive ? "keep-alive" : "close");
  head += "\r\n";
  return head;
}

bool has_body(int status) {
  return status >= 200 && status != 204 && status != 304;
}

response refusal(int status, std::string_view message) {
  std::string body = R"({"message":")";
  body += message;
  body += R"("})";
  return {status, {{"Content-Type", "application/json"}}, std::move(body)};
}

} // namespace troupe::net::http
