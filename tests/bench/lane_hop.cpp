#include "tests/bench/lane_hop.hpp"

#include "actors/protocol/type_ids.hpp"
#include "runtime/lane.hpp"
#include "runtime/pinned.hpp"

#include <caf/actor_system.hpp>
#include <caf/actor_system_config.hpp>
#include <caf/send.hpp>
#include <caf/typed_actor.hpp>
#include <caf/typed_event_based_actor.hpp>

#include <array>
#include <chrono>
#include <future>

namespace troupe::bench {

namespace {

using actors::market_quote;
using player_actor = caf::typed_actor<caf::reacts_to<market_quote>>;

std::int64_t now_ns() {
  return std::chrono::nanoseconds(std::chrono::steady_clock::now().time_since_epoch()).count();
}

struct rally {
  std::array<player_actor, 2> players;
  latency_samples samples_ns;
  int left = 0; // hops, those of the warm-up included
  std::promise<void> over;
};

class player : public player_actor::base {
public:
  player(caf::actor_config& config, rally& game, std::size_t opponent)
      : player_actor::base(config), game_(game), opponent_(opponent) {}

  const char* name() const override { return "player"; }

  behavior_type make_behavior() override {
    return {[this](const market_quote& told) { take(told); }};
  }

private:
  void take(const market_quote& told) {
    game_.samples_ns.push_back(now_ns() - told.received_ns);
    if (--game_.left == 0)
      return game_.over.set_value();
    market_quote next = told;
    next.received_ns = now_ns();
    send(game_.players[opponent_], std::move(next));
  }

  rally& game_;
  std::size_t opponent_;
};

market_quote first_quote() {
  market_quote served;
  served.quote.symbol = trading::symbol::parse("BTC/USD").value();
  served.quote.bid = trading::price::of(60'000);
  served.quote.ask = trading::price::of(60'001);
  served.received_ns = now_ns();
  return served;
}

} // namespace

latency_samples measure_lane_hop(int hops) {
  caf::actor_system_config configuration;
  configuration.add_message_types<caf::id_block::troupe_runtime>();
  configuration.add_message_types<caf::id_block::troupe>();
  configuration.set("scheduler.policy", caf::atom("sharing"));
  configuration.set("scheduler.max-threads", std::size_t{1});
  caf::actor_system system{configuration};
  rally game;
  game.left = warm_up_rounds(hops) + hops;
  game.samples_ns.reserve(static_cast<std::size_t>(game.left));
  {
    runtime::lane court{system, "bench"};
    for (std::size_t each = 0; each < 2; ++each)
      game.players[each] = runtime::spawn_on<player>(court, game, 1 - each);
    caf::anon_send(game.players[0], first_quote());
    game.over.get_future().wait();
    for (auto& each : game.players) {
      caf::anon_send_exit(each, caf::exit_reason::user_shutdown);
      each = nullptr;
    }
    court.stop();
  }
  const auto begin = game.samples_ns.begin();
  game.samples_ns.erase(begin, begin + warm_up_rounds(hops));
  return std::move(game.samples_ns);
}

} // namespace troupe::bench
