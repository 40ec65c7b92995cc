// One order through everything that can come between: however its acknowledgement, executions,
// cancellation, time-out, duplicates and reconnects interleave, what is known of it in the end is
// what the venue did.
//
// The venue of these tests is the truth: it executes and cancels, takes a fee of each execution,
// rounded up, tells its stream, and answers questions with the executions and a statement of the
// whole, as Alpaca does. The client is the order book under the executor's rules: of an answer it
// takes the executions that it does not cover, and the whole where they do not add up to it.
#include "trading/orders/fees.hpp"
#include "trading/orders/order_book.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace troupe::trading::order_interleavings_test {
namespace {

const auto btc = symbol::of("BTC/USD");
// No fee of a part comes out even: rounding the sum is not summing what was rounded.
constexpr quantity ordered{10'000'000'803};
constexpr quantity part{3'000'000'401};
constexpr quantity late_part{2'000'000'201};

order_event told_of(order_event_kind kind) {
  order_event told;
  told.kind = kind;
  told.client_order_id = "main-1-1";
  told.order_id = "venue-1";
  told.symbol = btc;
  told.market_ns = 200;
  return told;
}

struct venue_answer {
  std::vector<order_event> executions; // statements: the stream's ids are not told
  std::vector<order_event> state;      // the whole as one statement, and what became of it
};

class venue_of_one_order {
public:
  explicit venue_of_one_order(quantity late_qty) : late_qty_(late_qty) {}

  std::optional<order_event> partial_fill() {
    return alive() ? execute(std::min(part, rest()), "100.01") : std::nullopt;
  }
  std::optional<order_event> fill() { return alive() ? execute(rest(), "101.37") : std::nullopt; }
  std::optional<order_event> cancel() {
    if (!alive())
      return std::nullopt;
    status_ = order_event_kind::canceled;
    return told_of(status_);
  }
  std::optional<order_event> late_fill() {
    if (status_ != order_event_kind::canceled)
      return std::nullopt;
    return execute(std::min(late_qty_, rest()), "99.999999999");
  }

  venue_answer report() const {
    venue_answer answer{stated_, {}};
    auto& told = answer.state;
    if (!totals_.qty.is_zero()) {
      auto whole = told_of(status_ == order_event_kind::fill ? order_event_kind::fill
                                                             : order_event_kind::partial_fill);
      whole.qty = whole.cumulative_qty = totals_.qty;
      whole.px = unit_price(totals_.notional, totals_.qty);
      apply(fee_schedule{}, whole);
      told.push_back(whole);
    }
    if (status_ != order_event_kind::fill && status_ != order_event_kind::partial_fill)
      told.push_back(told_of(status_));
    return answer;
  }

  const execution_totals& totals() const { return totals_; }
  order_status status() const {
    switch (status_) {
    case order_event_kind::fill:
      return order_status::filled;
    case order_event_kind::canceled:
      return order_status::canceled;
    case order_event_kind::partial_fill:
      return order_status::partially_filled;
    default:
      return order_status::open;
    }
  }

private:
  bool alive() const {
    return status_ == order_event_kind::open || status_ == order_event_kind::partial_fill;
  }
  quantity rest() const { return ordered - totals_.qty; }

  std::optional<order_event> execute(quantity qty, std::string_view px) {
    if (qty.is_zero())
      return std::nullopt;
    const bool completes = qty == rest();
    if (alive() || completes)
      status_ = completes ? order_event_kind::fill : order_event_kind::partial_fill;
    auto told = told_of(completes ? order_event_kind::fill : order_event_kind::partial_fill);
    told.execution_id = "x" + std::to_string(++executions_);
    told.qty = qty;
    told.px = *price::parse(px);
    told.cumulative_qty = totals_.qty + qty;
    apply(fee_schedule{}, told);
    totals_.qty += qty;
    totals_.notional += notional(told.px, qty);
    totals_.fee_qty += told.fee_qty;
    stated_.push_back(told);
    stated_.back().execution_id.clear();
    return told;
  }

  quantity late_qty_;
  order_event_kind status_ = order_event_kind::open;
  execution_totals totals_;
  std::vector<order_event> stated_;
  int executions_ = 0;
};

class client_of_one_order {
public:
  client_of_one_order() {
    intent asked;
    asked.request.client_order_id = "main-1-1";
    asked.request.symbol = btc;
    asked.request.qty = ordered;
    asked.market_ns = 100;
    book_.fold(asked);
  }

  void hear(const order_event& told) { book_.fold(told); }
  void hear_answer(const venue_answer& report) {
    for (const auto& each : report.executions)
      if (!book_.covers(each.client_order_id, each.cumulative_qty))
        book_.fold(each);
    for (const auto& each : report.state)
      if (!is_execution(each) || !book_.covers(each.client_order_id, each.cumulative_qty))
        book_.fold(each);
  }
  const order& known() const { return *book_.find("main-1-1"); }

private:
  order_book book_;
};

enum class happening { ack, partial_fill, fill, cancel, late_fill, timeout, duplicate, reconnect };
using interleaving = std::array<happening, 8>;

// Events that the stream does not deliver in time: lost for good, or told after everything else.
struct stream_faults {
  unsigned withheld = 0; // a bit for each of partial fill, fill, cancel, late fill
  bool told_at_last = false;
};

class run_of_one_order {
public:
  run_of_one_order(quantity late_qty, stream_faults faults) : venue_(late_qty), faults_(faults) {}

  void happen(happening what) {
    // An answer describes the moment of its question, and comes after what followed it.
    const auto answer = std::exchange(under_way_, {});
    switch (what) {
    case happening::ack:
      tell(told_of(order_event_kind::accepted));
      break;
    case happening::partial_fill:
      tell_unless_withheld(venue_.partial_fill(), 1);
      break;
    case happening::fill:
      tell_unless_withheld(venue_.fill(), 2);
      break;
    case happening::cancel:
      tell_unless_withheld(venue_.cancel(), 4);
      break;
    case happening::late_fill:
      tell_unless_withheld(venue_.late_fill(), 8);
      break;
    case happening::timeout:
      tell(told_of(order_event_kind::unknown));
      under_way_ = venue_.report();
      break;
    case happening::duplicate:
      for (const auto& each : std::vector(told_))
        client_.hear(each);
      break;
    case happening::reconnect:
      client_.hear_answer(venue_.report());
      break;
    }
    client_.hear_answer(answer);
  }

  void end() {
    client_.hear_answer(under_way_);
    client_.hear_answer(venue_.report());
    if (faults_.told_at_last)
      for (const auto& each : withheld_)
        client_.hear(each);
  }

  // Empty where the client knows what the venue did.
  std::string difference() const {
    const auto& known = client_.known();
    const auto& truth = venue_.totals();
    if (known.status != venue_.status())
      return std::string("status ") + std::string(to_text(known.status));
    if (known.filled_qty != truth.qty)
      return "quantity " + known.filled_qty.text() + " for " + truth.qty.text();
    if (known.fee_qty != truth.fee_qty)
      return "fee " + known.fee_qty.text() + " for " + truth.fee_qty.text();
    if (known.filled_notional != truth.notional)
      return "amount " + known.filled_notional.text() + " for " + truth.notional.text();
    return {};
  }

private:
  void tell(const order_event& event) {
    client_.hear(event);
    told_.push_back(event);
  }
  void tell_unless_withheld(const std::optional<order_event>& event, unsigned bit) {
    if (!event)
      return;
    if ((faults_.withheld & bit) != 0)
      withheld_.push_back(*event);
    else
      tell(*event);
  }

  venue_of_one_order venue_;
  client_of_one_order client_;
  stream_faults faults_;
  venue_answer under_way_;
  std::vector<order_event> told_;
  std::vector<order_event> withheld_;
};

std::string text_of(const interleaving& order) {
  constexpr std::array names{"ack",       "partial_fill", "fill",      "cancel",
                             "late_fill", "timeout",      "duplicate", "reconnect"};
  std::string text;
  for (const auto each : order)
    text += std::string(names[static_cast<std::size_t>(each)]) + ' ';
  return text;
}

// 8! = 40,320 interleavings for each combination of faults; returns how many there were.
std::size_t expect_truth(quantity late_qty, stream_faults faults) {
  using enum happening;
  interleaving order{ack, partial_fill, fill, cancel, late_fill, timeout, duplicate, reconnect};
  std::size_t runs = 0;
  do {
    run_of_one_order run(late_qty, faults);
    for (const auto each : order)
      run.happen(each);
    run.end();
    ++runs;
    if (const auto wrong = run.difference(); !wrong.empty()) {
      ADD_FAILURE() << wrong << " after " << text_of(order) << "withheld " << faults.withheld
                    << (faults.told_at_last ? ", told at last" : ", lost");
      return runs;
    }
  } while (std::next_permutation(order.begin(), order.end()));
  return runs;
}

TEST(order_interleavings, each_ends_in_the_venues_truth) {
  EXPECT_EQ(expect_truth(late_part, {}), 40'320U);
  EXPECT_EQ(expect_truth(ordered, {}), 40'320U); // the late execution completes the order
}

// 40,320 interleavings times the four single losses and the loss of all, each lost and late.
TEST(order_interleavings, each_ends_in_the_venues_truth_whatever_the_stream_withholds) {
  std::size_t runs = 0;
  for (const bool told_at_last : {false, true})
    for (const unsigned withheld : {1U, 2U, 4U, 8U, 15U})
      runs += expect_truth(late_part, {withheld, told_at_last});
  EXPECT_EQ(runs, 403'200U);
}

} // namespace
} // namespace troupe::trading::order_interleavings_test
