#include "actors/edge/stream/snapshot.hpp"

#include "actors/edge/json/account_json.hpp"
#include "actors/edge/json/market_json.hpp"
#include "actors/edge/json/notice_json.hpp"
#include "actors/edge/json/order_json.hpp"
#include "actors/edge/json/position_json.hpp"
#include "actors/edge/json/record_json.hpp"

#include <cstdint>
#include <limits>

namespace troupe::actors {

namespace {

class snapshot_writer {
public:
  snapshot_writer(const subscription& wanted, const read_model& known, std::string_view status,
                  std::string_view backtests)
      : wanted_(wanted), known_(known), status_(status), backtests_(backtests) {}

  std::string write() {
    json_.object();
    for (const auto each : wanted_.channels()) {
      json_.key(to_text(each));
      write(each);
    }
    json_.end_object();
    return json_.take();
  }

private:
  void write(channel which) {
    switch (which) {
    case channel::quotes:
      return write_each(known_.quotes(), which, [this](const auto& seen) {
        write_object(json_, write_quote_members, seen.quote);
      });
    case channel::trades:
      return write_each(known_.trades(), which, [this](const auto& seen) {
        write_object(json_, write_trade_members, seen.trade);
      });
    case channel::bars:
      return write_each(known_.bars().all(), which, [this](const auto& bars) {
        write_object(json_, write_bar_members, bars.back());
      });
    case channel::positions:
      return write_each(known_.positions(), which,
                        [this](const auto& held) { write_position(json_, known_, held); });
    case channel::signals:
    case channel::decisions:
      return write_decisions(which);
    case channel::orders:
      return write_open_orders();
    case channel::account:
      return known_.account() ? write_account(json_, known_) : void(json_.null());
    case channel::status:
      return void(json_.raw(status_));
    case channel::notifications:
      return write_notices();
    case channel::backtests:
      return void(json_.raw(backtests_));
    }
  }

  template <class Entries, class Write>
  void write_each(const Entries& entries, channel which, Write write_one) {
    json_.array();
    for (const auto& [name, entry] : entries)
      if (wanted_.wants(which, name))
        write_one(entry);
    json_.end_array();
  }

  void write_decisions(channel which) {
    json_.array();
    for (const auto& each : known_.decisions().latest()) {
      const auto& made = std::get<trading::decision>(each->event);
      const bool fits =
          which == channel::decisions || (made.stage == trading::decision_stage::strategy &&
                                          made.verdict != trading::verdict::none);
      if (fits && wanted_.wants(which, made.symbol))
        write_record(json_, *each);
    }
    json_.end_array();
  }

  void write_open_orders() {
    constexpr std::size_t orders_max = 500;
    order_query open;
    open.limit = orders_max;
    json_.array();
    for (const auto& each : known_.orders().list(open))
      if (wanted_.wants(channel::orders, each.order->request.symbol))
        write_order(json_, each);
    json_.end_array();
  }

  // The newest first.
  void write_notices() {
    constexpr int notices_max = 20;
    constexpr int looked_at_max = 2'000; // records
    int written = 0;
    int looked_at = 0;
    json_.array();
    known_.archive().walk_back(std::numeric_limits<std::uint64_t>::max(), [&](const auto& each) {
      written += write_notice(json_, *each) ? 1 : 0;
      return written < notices_max && ++looked_at < looked_at_max;
    });
    json_.end_array();
  }

  const subscription& wanted_;
  const read_model& known_;
  std::string_view status_;
  std::string_view backtests_;
  json_writer json_;
};

} // namespace

std::string write_snapshot(const subscription& wanted, const read_model& known,
                           std::string_view status, std::string_view backtests) {
  return snapshot_writer(wanted, known, status, backtests).write();
}

} // namespace troupe::actors
