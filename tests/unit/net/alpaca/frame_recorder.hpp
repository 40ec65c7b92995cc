// Keeps what a decoder of market data tells, so that two tellings can be compared.
#pragma once

#include "net/alpaca/frame_listener.hpp"

#include <ostream>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace troupe::net::alpaca {

struct tick {
  trading::time_ns market_ns;
  std::uint64_t step;
  bool end;
  friend bool operator==(const tick&, const tick&) = default;
};
struct success {
  std::string message;
  friend bool operator==(const success&, const success&) = default;
};
struct refused {
  std::int64_t code;
  std::string message;
  friend bool operator==(const refused&, const refused&) = default;
};

using told = std::variant<trading::quote, trading::trade, trading::bar, tick, success,
                          subscriptions, refused>;

class recorder final : public frame_listener {
public:
  void on_quote(const trading::quote& read) override { all.emplace_back(read); }
  void on_trade(const trading::trade& read) override { all.emplace_back(read); }
  void on_bar(const trading::bar& read) override { all.emplace_back(read); }
  void on_tick(trading::time_ns at, std::uint64_t step, bool end) override {
    all.emplace_back(tick{at, step, end});
  }
  void on_success(std::string_view message) override {
    all.emplace_back(success{std::string(message)});
  }
  void on_subscription(const subscriptions& present) override { all.emplace_back(present); }
  void on_error(std::int64_t code, std::string_view message) override {
    all.emplace_back(refused{code, std::string(message)});
  }

  std::vector<told> all;
};

// Short, as a frame holds many.
inline void PrintTo(const told& of, std::ostream* out) {
  *out << "a message of kind " << of.index();
}

} // namespace troupe::net::alpaca
