#include "actors/edge/rest/page_answer.hpp"

#include <gtest/gtest.h>

namespace troupe::actors::page_answer_test {

namespace {

constexpr std::string_view page_index =
    "'sha256-abc='\n"
    "/\ttext/html; charset=utf-8\tt1\t4\t3\t2\n"
    "/404.html\ttext/html; charset=utf-8\tt2\t4\t0\t0\n"
    "/_next/static/a.js\ttext/javascript; charset=utf-8\tt3\t6\t4\t0\n"
    "/trade/\ttext/html; charset=utf-8\tt4\t5\t0\t0\n";
constexpr std::string_view page_content = "homehgzhbgonescriptsgzptrade";

net::http::response ask_page(std::string target, std::vector<net::http::header> headers = {}) {
  const page_files page(page_index, page_content);
  net::http::request asked;
  asked.target = std::move(target);
  asked.headers = std::move(headers);
  auto answer = answer_page(page, asked);
  return answer ? std::move(*answer) : net::http::response{0, {}, {}};
}

std::string header_of(const net::http::response& reply, std::string_view name) {
  return std::string(net::http::header_value(reply.headers, name));
}

} // namespace

TEST(page_answer, gives_each_file_in_the_smallest_form_that_the_browser_takes) {
  EXPECT_EQ(ask_page("/").body, "home");
  EXPECT_EQ(ask_page("/", {{"Accept-Encoding", "gzip"}}).body, "hgz");
  const auto small = ask_page("/", {{"Accept-Encoding", "gzip, deflate, br"}});
  EXPECT_EQ(small.body, "hb");
  EXPECT_EQ(header_of(small, "Content-Encoding"), "br");
  EXPECT_EQ(header_of(small, "Vary"), "Accept-Encoding");
  const auto script = ask_page("/_next/static/a.js", {{"Accept-Encoding", "gzip, br"}});
  EXPECT_EQ(script.body, "sgzp");
  EXPECT_EQ(header_of(script, "Content-Encoding"), "gzip");
}

TEST(page_answer, keeps_hashed_files_for_ever_and_asks_again_for_pages) {
  EXPECT_EQ(header_of(ask_page("/_next/static/a.js"), "Cache-Control"),
            "public, max-age=31536000, immutable");
  EXPECT_EQ(header_of(ask_page("/trade/?symbol=BTC%2FUSD"), "Cache-Control"), "no-cache");
  const auto unchanged = ask_page("/trade/", {{"If-None-Match", "\"t4\""}});
  EXPECT_EQ(unchanged.status, 304);
  EXPECT_EQ(unchanged.body, "");
  EXPECT_EQ(ask_page("/trade/", {{"If-None-Match", "\"t1\""}}).body, "trade");
}

TEST(page_answer, lets_only_the_pages_own_scripts_run) {
  const auto policy = header_of(ask_page("/"), "Content-Security-Policy");
  EXPECT_NE(policy.find("script-src 'self' 'sha256-abc=';"), std::string::npos) << policy;
  EXPECT_NE(policy.find("default-src 'none'"), std::string::npos) << policy;
}

TEST(page_answer, points_to_the_page_where_the_last_slash_is_missing) {
  const auto pointed = ask_page("/trade?symbol=SPY");
  EXPECT_EQ(pointed.status, 308);
  EXPECT_EQ(header_of(pointed, "Location"), "/trade/?symbol=SPY");
}

TEST(page_answer, leaves_what_is_no_file_to_the_routes) {
  EXPECT_EQ(ask_page("/nothing/").status, 0);
  EXPECT_EQ(ask_page("/api/status").status, 0);
  net::http::request other;
  other.method = "POST";
  EXPECT_FALSE(answer_page(page_files(page_index, page_content), other));
}

TEST(page_files, end_where_the_index_makes_no_sense_and_never_read_past_the_content) {
  const page_files page("\n/a\ttext/plain\tt\t999\tx\t\n\n/b\ttext/plain\tt\t1\t0\t0\n", "abc");
  EXPECT_EQ(page.find("/a")->plain, "abc");
  EXPECT_EQ(page.find("/a")->gzip, "");
  EXPECT_EQ(page.find("/b"), nullptr);
  EXPECT_TRUE(page_files({}, {}).empty());
}

} // namespace troupe::actors::page_answer_test
