#include "net/venue/faults/fault_desk.hpp"

#include "net/venue/call.hpp"
#include "net/venue/json_writer.hpp"

#include <utility>

namespace troupe::net::venue {

namespace {

constexpr std::string_view control_path = "/_venue/faults";

} // namespace

fault_desk::fault_desk(boost::asio::io_context& io, const credentials& keys, fault_plan plan)
    : keys_(keys), plan_(std::move(plan)), dice_(plan_), waiting_(io), events_(waiting_) {}

void fault_desk::set(fault_plan plan) {
  events_.release();
  plan_ = std::move(plan);
  dice_ = dice(plan_);
  market_ = {};
  storms_ = {};
  *plan_stands_ = false;
  plan_stands_ = std::make_shared<bool>(true);
}

void fault_desk::stop() {
  waiting_.forget();
}

// -- the operator's door ----------------------------------------------------------------------

bool fault_desk::is_control(const http::request& asked) {
  const std::string_view target = asked.target;
  return target.substr(0, target.find('?')) == control_path;
}

http::response fault_desk::control(const http::request& asked, bool lockstep) {
  if (!keys_.open_to_all() && !keys_.accepts(asked.headers))
    return message_reply(401, "unauthorized.");
  if (asked.method == "GET")
    return shown();
  if (asked.method == "POST")
    return replace(asked.body, lockstep);
  if (asked.method != "DELETE")
    return method_not_allowed();
  set({});
  return shown();
}

http::response fault_desk::replace(const std::string& body, bool lockstep) {
  auto plan = parse_fault_plan(body);
  if (!plan)
    return message_reply(422, plan.failure().message);
  if (lockstep && !plan->rules.empty())
    return message_reply(409, "a lockstep run takes no faults: its runs are promised to be equal");
  set(std::move(*plan));
  return shown();
}

http::response fault_desk::shown() const {
  json_writer json;
  json.object().key("seed").integer(static_cast<std::int64_t>(plan_.seed));
  json.key("faults").array();
  for (std::size_t index = 0; index < plan_.rules.size(); ++index) {
    const auto& count = dice_.count(index);
    json.raw("{" + members_of(plan_.rules[index]) + ",\"chances\":" +
             std::to_string(count.chances) + ",\"strikes\":" + std::to_string(count.strikes) + "}");
  }
  json.end_array().end_object();
  return json_reply(json.take());
}

// -- requests ---------------------------------------------------------------------------------

void fault_desk::answer(const http::request& asked, const answer_handler& take,
                        const respond& tell) {
  auto verdict = judge_request(plan_, dice_, asked);
  auto answered = spoil(verdict.instead ? std::move(*verdict.instead) : take(asked), verdict);
  if (verdict.delay_ms == 0)
    return tell(std::move(answered));
  waiting_.call_after(verdict.delay_ms,
                      [tell, late = std::move(answered)]() mutable { tell(std::move(late)); });
}

// -- streams ----------------------------------------------------------------------------------

void fault_desk::pass_event(const trading::order_update& update, std::function<void()> tell) {
  events_.pass(judge_event(plan_, dice_, update), std::move(tell));
}

std::shared_ptr<const mute> fault_desk::begins_mute(stream_kind stream) {
  const auto mute_ms = judge_mute(plan_, dice_, stream);
  if (!mute_ms)
    return nullptr;
  const auto begun = std::make_shared<mute>(mute{.plan_stands = plan_stands_});
  if (*mute_ms > 0)
    waiting_.call_after(*mute_ms, [begun] { begun->over = true; });
  return begun;
}

bool fault_desk::begins_storm(stream_kind stream) {
  const auto storm_ms = judge_storm(plan_, dice_, stream);
  if (!storm_ms)
    return false;
  if (*storm_ms > 0) {
    auto& under_way = storms_[static_cast<std::size_t>(stream)];
    ++under_way;
    waiting_.call_after(*storm_ms, [&under_way, begun_in = plan_stands_] {
      if (*begun_in)
        --under_way;
    });
  }
  return true;
}

// -- the market -------------------------------------------------------------------------------

market_instant fault_desk::as_seen(const market_instant& instant) {
  return market_.as_seen(plan_, dice_, instant);
}

market_instant fault_desk::as_traded(market_instant instant) {
  return market_.as_traded(plan_, dice_, std::move(instant));
}

bool fault_desk::halts(const trading::symbol& of, trading::time_ns now) {
  return market_.halts(plan_, dice_, of, now);
}

bool fault_desk::fills_partly(const trading::symbol& of) {
  return market_.fills_partly(plan_, dice_, of);
}

bool fault_desk::fills_late(const trading::symbol& of) {
  return market_.fills_late(plan_, dice_, of);
}

} // namespace troupe::net::venue
