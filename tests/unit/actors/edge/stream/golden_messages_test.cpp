// One message of each type as the edge writes it, against tests/golden/stream_messages.json, which
// the web page's own tests parse (frontend/tests); and the orders that the page sends, of
// tests/golden/page_orders.json, which those tests hold to what its ticket makes.
// TROUPE_WRITE_GOLDEN=1 writes the messages anew.
#include "actors/edge/rest/body.hpp"
#include "actors/edge/stream/snapshot.hpp"
#include "actors/edge/stream/stream_session.hpp"
#include "tests/unit/actors/edge/story.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <cstdlib>
#include <fstream>

namespace troupe::actors {

namespace {

using nlohmann::json;

const std::string golden_folder = TROUPE_SOURCE_DIR "/tests/golden/";
constexpr std::string_view ready_status =
    R"({"ready":true,"mode":"SIMULATED","simulated":true,"trading_enabled":true,"halted":false,)"
    R"("not_ready":[],"quarantine":[]})";

// What a client of all channels is told of a story, from the first record to the last.
class listener {
public:
  listener() {
    session_.on_message(R"({"action":"subscribe","channels":["quotes","trades","bars","signals",)"
                        R"("decisions","orders","positions","account","status"]})");
  }

  void tell(const persistence::journal::record& told) {
    known_.fold(told);
    for (const auto& each : deltas_of(told, known_))
      session_.tell(each);
  }

  json messages() {
    const auto asked = intent_of("main-1-1");
    tell(record_of(1, session_of("broker-1")));
    tell(record_of(2, minute_bar(bitcoin, story_ns - trading::minute_ns)));
    tell(record_of(3, decision_of(trading::decision_stage::strategy, trading::verdict::enter_long),
                   2));
    tell(record_of(5, asked, 3));
    tell(record_of(6, event_of(asked, trading::order_event_kind::open), 5));
    tell(record_of(7, event_of(asked, trading::order_event_kind::fill), 5));
    tell_books(known_);
    known_.fold(bitcoin_quote(), 0);
    session_.tell(delta_of(bitcoin_quote()));
    session_.tell(delta_of(trading::trade{bitcoin, story_ns, trading::price::of(101),
                                          trading::quantity::of(1), 77}));
    session_.tell(delta_of(known_.positions().at(bitcoin), known_));
    session_.tell(account_delta(known_));
    session_.tell({channel::status, "status", std::nullopt,
                   std::make_shared<const std::string>(ready_status)});
    session_.on_message(R"({"action":"ping"})");
    session_.on_message(R"({"action":"dance"})");
    session_.tell_snapshot();
    return told_;
  }

private:
  json told_ = json::array();
  read_model known_;
  stream_sources sources_{
      [](std::string_view) -> result<token_claims> { return token_claims{}; },
      [this](const subscription& wanted) { return write_snapshot(wanted, known_, ready_status); },
      [] { return story_ns; }, [] {}};
  stream_session session_{sources_,
                          {[this](std::string text) { told_.push_back(json::parse(text)); },
                           [](std::uint16_t, std::string) {}, [] { return std::size_t{0}; }},
                          trading::asset_class::crypto, token_claims{}, 0};
};

json read_golden(const std::string& name) {
  std::ifstream in(golden_folder + name);
  return in ? json::parse(in) : json();
}

} // namespace

TEST(golden_messages, are_what_the_edge_writes) {
  const auto told = listener().messages();
  const std::string name = "stream_messages.json";
  if (std::getenv("TROUPE_WRITE_GOLDEN") != nullptr)
    std::ofstream(golden_folder + name) << told.dump(1) << '\n';
  EXPECT_EQ(read_golden(name), told) << "TROUPE_WRITE_GOLDEN=1 writes it anew";
}

TEST(golden_messages, of_the_page_are_orders_that_the_edge_reads) {
  const auto orders = read_golden("page_orders.json");
  ASSERT_FALSE(orders.empty());
  for (const auto& each : orders) {
    const auto read = read_order(each.dump());
    EXPECT_TRUE(read) << each.dump() << (read ? "" : read.failure().message);
  }
}

} // namespace troupe::actors
