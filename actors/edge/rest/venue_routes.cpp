// What the venue tells and nobody here keeps: the pairs that trade there, and news of a symbol.
#include "actors/edge/json/json_writer.hpp"
#include "actors/edge/rest/routes.hpp"

#include <nlohmann/json.hpp>

namespace troupe::actors {

namespace {

constexpr std::int64_t assets_good_for_ns = 60 * trading::minute_ns;
constexpr std::int64_t news_good_for_ns = trading::minute_ns;
constexpr std::size_t news_default = 10;
constexpr std::size_t news_max = 50; // as Alpaca's

void list_crypto_assets(const route_sources& from, respond answer) {
  from.venue_answers->ask_trading(
      "/v2/assets?asset_class=crypto", assets_good_for_ns,
      [answer = std::move(answer)](const result<venue_desk::answer>& told) {
        if (!told)
          return answer(error_reply(told.failure()));
        answer(json_reply(told->body));
      });
}

net::http::response news_reply(const route_sources& from, const venue_desk::answer& told,
                               const std::string& url) {
  const auto page = nlohmann::json::parse(told.body, nullptr, false);
  if (!page.is_object() || !page.contains("news") || !page["news"].is_array())
    return error_reply({"venue_refused", "the venue answered no news"});
  json_writer json;
  json.object().key("items").raw(page["news"].dump());
  json.key("next_page_token").raw(page.value("next_page_token", nlohmann::json()).dump());
  json.key("source").text(url);
  json.key("age_ms").integer((from.clock->steady_ns() - told.told_ns) / 1'000'000);
  json.end_object();
  return json_reply(json.take());
}

void list_news(const route_sources& from, const call& asked, respond answer) {
  const auto name = asked.symbol_in_path();
  if (!name)
    return answer(error_reply(name.failure()));
  const auto limit = asked.limit_parameter(news_default, news_max);
  if (!limit)
    return answer(error_reply(limit.failure()));
  auto target = "/v1beta1/news?symbols=" + name->compact() + "&limit=" + std::to_string(*limit);
  if (const auto token = asked.parameter("page_token"); !token.empty())
    target += "&page_token=" + net::http::percent_encode(token);
  from.venue_answers->ask_data(
      target, news_good_for_ns,
      [from, answer = std::move(answer)](const result<venue_desk::answer>& told) {
        answer(told ? news_reply(from, *told, from.venue->data_url)
                    : error_reply(told.failure()));
      });
}

} // namespace

void add_venue_routes(route_table& table, const route_sources& from) {
  table.add("GET", "/api/crypto/assets", user_role::viewer,
            [from](const call&, respond answer) { list_crypto_assets(from, std::move(answer)); });
  table.add("GET", "/api/news/{symbol}", user_role::viewer,
            [from](const call& asked, respond answer) {
              list_news(from, asked, std::move(answer));
            });
}

} // namespace troupe::actors
