#include "actors/edge/rest/page_answer.hpp"

#include <string>
#include <string_view>

namespace troupe::actors {

namespace {

std::string policy_of(const page_files& page) {
  return "default-src 'none'; script-src 'self' " + std::string(page.script_sources()) +
         "; style-src 'self' 'unsafe-inline'; connect-src 'self'; img-src 'self' data:; "
         "font-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
}

bool names(const net::http::request& asked, std::string_view header, std::string_view what) {
  return net::http::header_value(asked.headers, header).find(what) != std::string_view::npos;
}

void put_form(net::http::response& reply, const page_file& file, const net::http::request& asked) {
  const bool brotli = !file.brotli.empty() && names(asked, "Accept-Encoding", "br");
  const bool gzip = !brotli && !file.gzip.empty() && names(asked, "Accept-Encoding", "gzip");
  if (brotli || gzip)
    reply.headers.push_back({"Content-Encoding", brotli ? "br" : "gzip"});
  reply.headers.push_back({"Content-Type", std::string(file.media_type)});
  reply.body = brotli ? file.brotli : gzip ? file.gzip : file.plain;
}

net::http::response show_file(const page_files& page, std::string_view path, const page_file& file,
                         const net::http::request& asked) {
  const bool for_ever = path.starts_with("/_next/static/");
  const auto tag = '"' + std::string(file.tag) + '"';
  net::http::response reply{
      200,
      {{"ETag", tag},
       {"Vary", "Accept-Encoding"},
       {"Cache-Control", for_ever ? "public, max-age=31536000, immutable" : "no-cache"}},
      {}};
  if (file.media_type.starts_with("text/html")) {
    reply.headers.push_back({"Content-Security-Policy", policy_of(page)});
    reply.headers.push_back({"Referrer-Policy", "same-origin"});
  }
  if (net::http::header_value(asked.headers, "If-None-Match") == tag)
    reply.status = 304;
  else
    put_form(reply, file, asked);
  return reply;
}

} // namespace

std::optional<net::http::response> answer_page(const page_files& page,
                                               const net::http::request& asked) {
  if (asked.method != "GET" && asked.method != "HEAD")
    return std::nullopt;
  const std::string path = asked.target.substr(0, asked.target.find('?'));
  if (const auto* file = page.find(path))
    return show_file(page, path, *file, asked);
  if (page.find(path + '/') != nullptr)
    return net::http::response{
        308, {{"Location", path + '/' + asked.target.substr(path.size())}}, {}};
  return std::nullopt;
}

} // namespace troupe::actors
