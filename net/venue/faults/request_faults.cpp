#include "net/venue/faults/request_faults.hpp"

#include "net/venue/call.hpp"
#include "net/venue/new_york_time.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <string_view>

namespace troupe::net::venue {

namespace {

constexpr std::int64_t ms_in_ns = 1'000'000;

std::string_view path_of(const http::request& asked) {
  const std::string_view target = asked.target;
  return target.substr(0, target.find('?'));
}

bool concerns_request(const fault_rule& rule, const http::request& asked) {
  const auto path = path_of(asked);
  if (rule.kind == fault_kind::clock_skew)
    return path == "/v2/clock";
  return rule.kind <= fault_kind::slow_answer &&
         (rule.method.empty() || rule.method == asked.method) && path.starts_with(rule.path);
}

bool is_market_data(std::string_view path) {
  return path.starts_with("/v2/stocks") || path.starts_with("/v1beta");
}

// As Alpaca's own: a 504 has no body, market data have no code.
http::response refusal_instead(const fault_rule& rule, std::string_view path) {
  const auto status = static_cast<int>(rule.status);
  http::response answer = empty_reply(status);
  if (status == 429)
    answer = is_market_data(path)
                 ? message_reply(status, "too many requests.")
                 : json_reply(R"({"code":42910000,"message":"rate limit exceeded"})", status);
  else if (status == 500 && !is_market_data(path))
    answer = json_reply(R"({"code":50010000,"message":"internal server error occurred"})", status);
  else if (status != 504)
    answer = message_reply(status, "a fault that was asked for");
  if (rule.retry_after_s > 0)
    answer.headers.push_back({"Retry-After", std::to_string(rule.retry_after_s)});
  return answer;
}

http::response page_instead(const fault_rule& rule) {
  const auto status = std::to_string(rule.status);
  return {.status = static_cast<int>(rule.status),
          .headers = {{"Content-Type", "text/html"}},
          .body = "<html>\r\n<head><title>" + status + "</title></head>\r\n<body>\r\n<center><h1>" +
                  status +
                  "</h1></center>\r\n<hr><center>venue</center>\r\n</body>\r\n</html>\r\n"};
}

void apply_rule(const fault_rule& rule, const http::request& asked, request_verdict& verdict) {
  switch (rule.kind) {
  case fault_kind::status:
    verdict.instead = refusal_instead(rule, path_of(asked));
    break;
  case fault_kind::html:
    verdict.instead = page_instead(rule);
    break;
  case fault_kind::truncated_json:
    verdict.truncates = true;
    break;
  case fault_kind::delay_answer:
    verdict.delay_ms = std::max(verdict.delay_ms, rule.delay_ms);
    break;
  case fault_kind::lose_answer:
    verdict.delivery.lost = true;
    break;
  case fault_kind::slow_answer:
    verdict.delivery.piece_bytes = static_cast<std::size_t>(rule.piece_bytes);
    verdict.delivery.pause = std::chrono::milliseconds(rule.delay_ms);
    break;
  case fault_kind::clock_skew:
    verdict.skew_ms += rule.skew_ms;
    break;
  default: // not of requests
    break;
  }
}

std::string skewed_clock(const std::string& body, std::int64_t skew_ms) {
  auto clock = nlohmann::ordered_json::parse(body, nullptr, false);
  if (!clock.is_object() || !clock.contains("timestamp") || !clock["timestamp"].is_string())
    return body;
  const auto told = trading::parse_time(clock["timestamp"].get_ref<const std::string&>());
  if (!told)
    return body;
  clock["timestamp"] = format_new_york_time(*told + skew_ms * ms_in_ns);
  return clock.dump();
}

} // namespace

request_verdict judge_request(const fault_plan& plan, dice& chance, const http::request& asked) {
  request_verdict verdict;
  for (std::size_t index = 0; index < plan.rules.size() && !verdict.instead; ++index)
    if (concerns_request(plan.rules[index], asked) && chance.roll(index))
      apply_rule(plan.rules[index], asked, verdict);
  return verdict;
}

http::response spoil(http::response answer, const request_verdict& verdict) {
  if (verdict.skew_ms != 0)
    answer.body = skewed_clock(answer.body, verdict.skew_ms);
  if (verdict.truncates)
    answer.body.resize(answer.body.size() / 2);
  answer.delivery = verdict.delivery;
  return answer;
}

} // namespace troupe::net::venue
