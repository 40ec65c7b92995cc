#include "tests/simulation/mishaps.hpp"

#include "tests/simulation/market.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace troupe::simulation {

namespace {

constexpr std::int64_t ms = 1'000'000;
constexpr std::int64_t second = 1'000 * ms;

enum harm : std::uint64_t {
  role_dies,
  process_dies,
  disk_fills,
  clock_set,
  connections_break,
  network_stands,
  core_busy,
  harms
};

net::venue::fault_rule rule(net::venue::fault_kind kind, std::int64_t percent) {
  net::venue::fault_rule made;
  made.kind = kind;
  made.probability_ppm = percent * 10'000;
  return made;
}

net::venue::fault_plan venue_faults(trading::splitmix64& chance) {
  using net::venue::fault_kind;
  net::venue::fault_plan plan;
  plan.seed = chance.next();
  const auto add = [&](net::venue::fault_rule made) {
    if (chance.below(2) == 0)
      plan.rules.push_back(std::move(made));
  };
  auto lost = rule(fault_kind::lose_answer, 10);
  lost.method = "POST";
  lost.path = "/v2/orders";
  add(lost);
  auto refused = rule(fault_kind::status, 10);
  refused.method = "POST";
  refused.status = 503;
  add(refused);
  auto late = rule(fault_kind::delay_answer, 10);
  late.method = "POST";
  late.delay_ms = 1'500; // beyond the client's patience
  add(late);
  auto cut = rule(fault_kind::truncated_json, 5);
  cut.method = "POST";
  add(cut);
  add(rule(fault_kind::drop_event, 10));
  add(rule(fault_kind::duplicate_event, 20));
  auto delayed = rule(fault_kind::delay_event, 20);
  delayed.delay_ms = 300;
  add(delayed);
  auto reordered = rule(fault_kind::reorder_events, 10);
  reordered.delay_ms = 200;
  add(reordered);
  add(rule(fault_kind::partial_fill, 30));
  add(rule(fault_kind::late_fill, 30));
  return plan;
}

} // namespace

world_options troubled_options(std::uint64_t seed) {
  trading::splitmix64 chance(seed * 1'000'003);
  world_options wanted;
  wanted.seed = seed;
  wanted.market_seed = 1 + chance.below(1'000);
  wanted.symbols = 3;
  wanted.minutes = 30;
  wanted.speed = "60";
  wanted.faults = venue_faults(chance);
  if (chance.below(2) == 0)
    wanted.latency = {100'000, static_cast<std::int64_t>(1 + chance.below(20)) * ms};
  return wanted;
}

mishaps::mishaps(world& run, std::uint64_t seed)
    : run_(run), chance_(seed * 7'368'787), kinds_(chance_.next()),
      next_order_ns_(run.hardware().steady_ns() + 2 * second),
      next_harm_ns_(run.hardware().steady_ns() + 3 * second) {}

std::int64_t mishaps::draw_ns(std::int64_t most_ns) {
  return static_cast<std::int64_t>(chance_.below(static_cast<std::uint64_t>(most_ns))) + 1;
}

void mishaps::strike() {
  const auto now = run_.hardware().steady_ns();
  hear_replies();
  if (room_again_ns_ != 0 && now >= room_again_ns_) {
    run_.hardware().storage().make_room();
    room_again_ns_ = 0;
  }
  if (now >= next_order_ns_) {
    next_order_ns_ = now + draw_ns(second);
    act_as_operator();
  }
  if (now >= next_harm_ns_) {
    next_harm_ns_ = now + draw_ns(4 * second);
    harm();
  }
}

void mishaps::cease() {
  hear_replies();
  run_.hardware().storage().make_room();
  room_again_ns_ = 0;
}

void mishaps::hear_replies() {
  if (std::exchange(heard_in_, run_.crashes()) != run_.crashes())
    heard_ = 0;
  const auto& replies = run_.trading().replies();
  for (; heard_ < replies.size(); ++heard_) {
    const auto& told = replies[heard_];
    if (told.order)
      orders_.push_back(told.order->request.client_order_id);
    if (told.request_id == halt_request_ && told.code.empty() && halt_request_ != 0) {
      halted_ = true;
      run_.note_halt(true);
      halt_request_ = 0;
    }
  }
}

void mishaps::act_as_operator() {
  using trading::command_kind;
  const auto drawn = chance_.below(10);
  ++request_;
  if (drawn == 0 && !halted_) {
    if (run_.trading().tell<actors::risk_actor>(
            "risk", actors::operator_command{
                        request_, {command_kind::halt, "operator", "to see that it holds", {}}})) {
      halt_request_ = request_;
      ++counts_["halts"];
    }
  } else if (drawn <= 2 && halted_) {
    halted_ = false;
    run_.note_halt(false);
    run_.trading().tell<actors::risk_actor>(
        "risk", actors::operator_command{request_, {command_kind::resume, "operator", "", {}}});
  } else if (drawn <= 6) {
    order_by_hand();
  } else if (!orders_.empty()) {
    change_an_order();
  }
}

// Within a twentieth of where the prices began: inside and outside of what risk lets pass.
trading::price mishaps::price_near(std::size_t symbol) {
  const auto cents = first_cents(symbol) * static_cast<std::int64_t>(95 + chance_.below(11)) / 100;
  return trading::price{cents * (trading::units_per_one / 100)};
}

void mishaps::order_by_hand() {
  actors::manual_order wanted;
  wanted.request_id = request_;
  wanted.who = "operator";
  auto& asked = wanted.request;
  const auto which = chance_.below(run_.symbols().size());
  asked.symbol = run_.symbols().at(which);
  asked.side = one_in(3) ? trading::side::sell : trading::side::buy;
  asked.time_in_force = trading::time_in_force::gtc;
  const auto worth = static_cast<std::int64_t>(100 + chance_.below(2'000));
  asked.notional = trading::money::of(worth);
  if (one_in(2)) {
    constexpr std::int64_t increment = 100'000; // a ten-thousandth of a coin
    asked.type = trading::order_type::limit;
    asked.notional = {};
    asked.qty.units = worth * 1'000'000 / first_cents(which) * increment;
    asked.limit_price = price_near(which);
  }
  ++counts_["orders by hand"];
  run_.trading().tell<actors::risk_actor>("risk", std::move(wanted));
}

void mishaps::change_an_order() {
  const auto& id = orders_[chance_.below(orders_.size())];
  if (one_in(2)) {
    ++counts_["cancels"];
    run_.trading().tell<actors::executor_actor>("executor", actors::cancel_order{request_, id});
    return;
  }
  actors::replace_order wanted;
  wanted.request_id = request_;
  wanted.order_id = id;
  wanted.who = "operator";
  wanted.limit_price = price_near(chance_.below(run_.symbols().size()));
  ++counts_["replacements"];
  run_.trading().tell<actors::risk_actor>("risk", std::move(wanted));
}

void mishaps::harm() {
  const auto kind = chance_.below(harms);
  if ((kinds_ >> kind & 1u) == 0)
    return;
  static constexpr std::array<const char*, harms> words{
      "role deaths", "crashes",        "full disks", "clock jumps",
      "resets",      "still networks", "busy cores"};
  ++counts_[words[kind]];
  auto& hardware = run_.hardware();
  const auto now = hardware.steady_ns();
  switch (kind) {
  case role_dies: {
    static constexpr std::array<const char*, 6> roles{"journal", "portfolio", "executor",
                                                      "risk",    "signal",    "feed"};
    return run_.trading().kill(roles[chance_.below(roles.size())]);
  }
  case process_dies:
    return crash();
  case disk_fills:
    hardware.storage().fill();
    room_again_ns_ = now + draw_ns(3 * second);
    return;
  case clock_set:
    return hardware.set_clock((one_in(2) ? 1 : -1) * draw_ns(3'600 * second));
  case connections_break:
    return hardware.wires().reset_connections();
  case network_stands:
    return hardware.wires().hold_until(now + draw_ns(3 * second));
  default:
    return run_.pause(chance_.below(run_.trading().lanes()), now + draw_ns(second / 2));
  }
}

void mishaps::crash() {
  survivors rule = all_survives{};
  if (const auto drawn = chance_.below(3); drawn == 1)
    rule = none_survives{};
  else if (drawn == 2)
    rule = pages_survive{chance_.next()};
  run_.hardware().storage().make_room();
  room_again_ns_ = 0;
  halt_request_ = 0; // whoever was to answer is gone
  run_.crash(rule, one_in(2) ? draw_ns(3 * second) : 0);
}

} // namespace troupe::simulation
