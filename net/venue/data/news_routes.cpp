#include "net/venue/data/history_query.hpp"
#include "net/venue/data/json_map.hpp"
#include "net/venue/data/message_members.hpp"
#include "net/venue/parameter.hpp"

#include <charconv>
#include <limits>

namespace troupe::net::venue {

namespace {

constexpr integer_range news_limit{1, 50, 10};

result<news_wire::query> read_news_query(const call& asked) {
  if (auto checked =
          check_parameters(asked, {"symbols", "start", "end", "limit", "sort", "include_content",
                                   "exclude_contentless", "page_token"});
      !checked)
    return checked.failure();
  news_wire::query query;
  const auto start = time_parameter(asked, "start");
  const auto end = time_parameter(asked, "end");
  const auto limit = integer_parameter(asked, "limit", news_limit);
  auto symbols = symbols_parameter(asked.parameter("symbols"));
  if (!start || !end)
    return start ? end.failure() : start.failure();
  if (!limit || !symbols)
    return limit ? symbols.failure() : limit.failure();
  query.first_ns = start->value_or(std::numeric_limits<trading::time_ns>::min());
  query.last_ns = end->value_or(std::numeric_limits<trading::time_ns>::max());
  query.limit = static_cast<std::size_t>(*limit);
  query.symbols = std::move(*symbols);
  const auto sort = asked.parameter("sort");
  if (!sort.empty() && sort != "asc" && sort != "desc" && sort != "ASC" && sort != "DESC")
    return error{"invalid_parameter", "invalid sort: " + std::string(sort)};
  query.ascending = sort == "asc" || sort == "ASC";
  query.only_with_content = flag_parameter(asked, "exclude_contentless");
  if (const auto token = asked.parameter("page_token"); !token.empty()) {
    const auto* last = token.data() + token.size();
    const auto [rest, failed] = std::from_chars(token.data(), last, query.after_id);
    if (failed != std::errc{} || rest != last || query.after_id <= 0)
      return error{"invalid_parameter", "invalid page_token: " + std::string(token)};
  }
  return query;
}

void write_article(json_writer& json, news_item article, bool with_content) {
  if (!with_content)
    article.content.clear();
  json.object();
  json_map map(json);
  put_members(map, article);
  json.key("images").array().end_array().end_object();
}

} // namespace

reply answer_news(exchange& market, const call& asked) {
  if (!asked.is({"v1beta1", "news"}))
    return std::nullopt;
  if (asked.method != "GET")
    return method_not_allowed();
  const auto query = read_news_query(asked);
  if (!query)
    return message_reply(400, query.failure().message);
  auto page = market.news().find(*query, market.now());
  const bool with_content = flag_parameter(asked, "include_content");
  const auto last_id = page.articles.empty() ? 0 : page.articles.back().id;
  json_writer json;
  json.object().key("news").array();
  for (auto& article : page.articles)
    write_article(json, std::move(article), with_content);
  json.end_array().key("next_page_token");
  if (page.more)
    json.text(std::to_string(last_id));
  else
    json.null();
  json.end_object();
  return json_reply(json.take());
}

} // namespace troupe::net::venue
