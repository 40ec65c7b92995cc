// Events, and a folder that vanishes, for the journal's tests.
#pragma once

#include "trading/events.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

namespace troupe::persistence {

class scratch_folder {
public:
  scratch_folder() {
    // In memory where there is such a place: the tests sync often.
    const std::filesystem::path memory = "/dev/shm";
    const auto place =
        std::filesystem::is_directory(memory) ? memory : std::filesystem::temp_directory_path();
    auto name = (place / "troupe-journal-XXXXXX").string();
    path_ = ::mkdtemp(name.data());
  }
  scratch_folder(const scratch_folder&) = delete;
  scratch_folder& operator=(const scratch_folder&) = delete;
  ~scratch_folder() { std::filesystem::remove_all(path_); }
  const std::filesystem::path& path() const { return path_; }

private:
  std::filesystem::path path_;
};

inline std::string read_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

inline void write_file(const std::filesystem::path& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
}

inline trading::bar bar_of(std::string_view symbol, trading::time_ns start_ns) {
  trading::bar made;
  made.symbol = trading::symbol::of(symbol);
  made.start_ns = start_ns;
  made.open = made.low = trading::price::of(100);
  made.high = made.close = trading::price::of(101);
  made.volume = trading::quantity::of(7);
  made.trade_count = 3;
  return made;
}

inline trading::quote quote_of(std::string_view symbol, trading::time_ns market_ns) {
  return {trading::symbol::of(symbol),     market_ns,
          trading::price{150'010'000'000}, trading::quantity::of(3),
          trading::price{150'030'000'000}, trading::quantity::of(5)};
}

inline trading::decision decision_of(std::string_view symbol, trading::time_ns market_ns,
                                     trading::decision_stage stage) {
  trading::decision made;
  made.market_ns = market_ns;
  made.symbol = trading::symbol::of(symbol);
  made.strategy = "stochrsi_ema";
  made.stage = stage;
  made.verdict = stage == trading::decision_stage::risk ? trading::verdict::approved
                                                        : trading::verdict::enter_long;
  made.reason = "cross_above";
  made.inputs = {{"k", trading::number{12'345'678'901}, true}, {"ema", {}, false}};
  made.gates = {{"cross_above", trading::number{1}, ">", trading::number{-1}, true}};
  return made;
}

inline trading::intent intent_of(std::string_view symbol, trading::time_ns market_ns,
                                 std::string client_order_id) {
  trading::intent made;
  made.request.client_order_id = std::move(client_order_id);
  made.request.symbol = trading::symbol::of(symbol);
  made.request.qty = trading::quantity::of(2);
  made.strategy = "stochrsi_ema";
  made.market_ns = market_ns;
  return made;
}

inline trading::order_event fill_of(std::string_view symbol, trading::time_ns market_ns,
                                    std::string client_order_id) {
  trading::order_event made;
  made.kind = trading::order_event_kind::fill;
  made.client_order_id = std::move(client_order_id);
  made.order_id = "venue-order";
  made.execution_id = "venue-execution";
  made.symbol = trading::symbol::of(symbol);
  made.market_ns = market_ns;
  made.qty = made.cumulative_qty = trading::quantity::of(2);
  made.px = trading::price::of(101);
  return made;
}

inline trading::session_started session_of(std::string broker_account, std::uint64_t epoch) {
  trading::session_started made;
  made.node = "a";
  made.account_id = "main";
  made.broker_account = std::move(broker_account);
  made.venue_url = "http://127.0.0.1:9200";
  made.simulated = true;
  made.epoch = epoch;
  made.cash = trading::money::of(100'000);
  return made;
}

// Random events of every kind, with extreme numbers among them; the same for the same seed.
class event_source {
public:
  explicit event_source(std::uint64_t seed) : random_(seed) {}

  trading::event next() {
    using namespace trading;
    switch (random_() % 13) {
    case 0:
      return session_of(text(), natural());
    case 1:
      return clock_tick{integer()};
    case 2:
      return bar_of("BTC/USD", small());
    case 3:
      return history_bar{bar_of("AAPL", small())};
    case 4:
      return quote{symbol::of("ETH/USD"), integer(),        price{integer()},
                   quantity{integer()},   price{integer()}, quantity{integer()}};
    case 5:
      return trade{symbol::of("BRK.B"), integer(), price{integer()}, quantity{integer()},
                   natural()};
    case 6:
      return random_decision();
    case 7:
      return random_intent();
    case 8:
      return random_order_event();
    case 9:
      return adjustment{adjustment_kind::split,
                        {},
                        quantity{integer()},
                        price{integer()},
                        money{integer()},
                        text(),
                        integer(),
                        text()};
    case 10:
      return configuration{integer(), {{text(), text()}, {"risk.daily_loss_max", text()}}};
    case 11:
      return operator_order{random_intent().request, text(), integer()};
    default:
      return command{command_kind::resume, text(), text(), integer()};
    }
  }

private:
  std::int64_t integer() {
    const auto bits = static_cast<std::int64_t>(random_());
    return bits >> (random_() % 64);
  }
  std::uint64_t natural() { return random_() >> (random_() % 64); }
  trading::time_ns small() { return static_cast<trading::time_ns>(random_() % 1'000'000) * 1000; }
  std::string text() {
    std::string made(random_() % 40, ' ');
    for (auto& letter : made)
      letter = static_cast<char>(random_());
    return made;
  }
  // Of few enough words that the table of them does not fill.
  trading::term word() {
    std::string made("word ");
    made += std::to_string(random_() % 50);
    return trading::term::of(made);
  }
  trading::decision random_decision() {
    auto made = decision_of("NVDA", integer(), trading::decision_stage::risk);
    made.ordinal = static_cast<std::uint32_t>(natural());
    made.verdict = trading::verdict::refused;
    made.inputs.clear();
    made.gates.clear();
    for (auto left = random_() % 20; left > 0; --left)
      made.inputs.push_back({word(), trading::number{integer()}, true});
    for (auto left = random_() % 20; left > 0; --left)
      made.gates.push_back(
          {word(), trading::number{integer()}, "<=", trading::number{integer()}, true});
    return made;
  }
  trading::intent random_intent() {
    auto made = intent_of("SPY", integer(), text());
    made.request.type = trading::order_type::trailing_stop;
    made.request.time_in_force = trading::time_in_force::fok;
    made.request.notional = trading::money{integer()};
    made.request.stop_price = trading::price{integer()};
    return made;
  }
  trading::order_event random_order_event() {
    auto made = fill_of("TSLA", integer(), text());
    made.kind = trading::order_event_kind::resolved;
    made.side = trading::side::sell;
    made.fee = trading::money{integer()};
    made.reason = text();
    return made;
  }

  std::mt19937_64 random_;
};

} // namespace troupe::persistence
