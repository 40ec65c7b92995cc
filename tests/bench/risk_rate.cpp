#include "tests/bench/risk_rate.hpp"

#include "tests/bench/thread_clock.hpp"
#include "trading/risk/risk_book.hpp"

#include <stdexcept>
#include <string>
#include <vector>

namespace troupe::bench {

namespace {

constexpr std::string_view risk_row = "orders through the risk gate";
constexpr std::string_view floor_row = "records of the risk gate without its rules";
constexpr std::size_t orders_per_turn = 100'000;
constexpr int symbols = 40;
constexpr trading::time_ns noon_ns = 1'700'000'000 * trading::second_ns;

trading::symbol symbol_of(int index) {
  std::string name = "AA";
  name[0] = static_cast<char>('A' + index / 26);
  name[1] = static_cast<char>('A' + index % 26);
  return trading::symbol::of(name);
}

// Of every four symbols two are held, one has an order open, one is free.
void stock(trading::risk_book& book, int index) {
  trading::quote seen;
  seen.symbol = symbol_of(index);
  seen.market_ns = noon_ns;
  seen.bid = seen.ask = trading::price::of(100 + index);
  book.fold(seen);
  if (index % 4 == 3)
    return;
  trading::intent asked;
  asked.request.client_order_id = "order-" + std::to_string(index);
  asked.request.symbol = seen.symbol;
  asked.request.qty = trading::quantity::of(10);
  asked.strategy = "another";
  asked.market_ns = noon_ns;
  book.fold(trading::event(asked));
  trading::order_event told;
  told.client_order_id = asked.request.client_order_id;
  told.symbol = seen.symbol;
  told.market_ns = noon_ns;
  told.kind = trading::order_event_kind::open;
  if (index % 4 < 2) {
    told.kind = trading::order_event_kind::fill;
    told.px = seen.ask;
    told.qty = told.cumulative_qty = asked.request.qty;
  }
  book.fold(trading::event(told));
}

trading::risk_book stocked_book() {
  trading::risk_limits limits;
  limits.open_positions_max = symbols;
  trading::risk_book book(limits);
  trading::session_started started;
  started.broker_account = "bench";
  started.simulated = true;
  started.cash = trading::money::of(1'000'000);
  book.fold(trading::event(started));
  for (int index = 0; index < symbols; ++index)
    stock(book, index);
  return book;
}

// What no gate can do without: the decision with all its inputs and gates, and a copy of it.
double records_per_second(const trading::decision& judged) {
  std::size_t gates = 0;
  const auto begin = thread_time();
  for (std::size_t count = 0; count < orders_per_turn; ++count) {
    trading::decision made;
    made.market_ns = judged.market_ns;
    made.symbol = judged.symbol;
    made.strategy = judged.strategy;
    made.inputs.append({judged.inputs.data(), judged.inputs.size()});
    made.gates.append({judged.gates.data(), judged.gates.size()});
    const auto recorded = made;
    gates += recorded.gates.size();
  }
  const double spent = thread_time_since(begin);
  if (gates != orders_per_turn * judged.gates.size())
    throw std::runtime_error("a record of the benchmark lost its gates");
  return static_cast<double>(orders_per_turn) / spent;
}

} // namespace

void measure_risk_rate(report& into, int turns) {
  auto book = stocked_book();
  std::vector<trading::decision> wishes(symbols / 4);
  for (std::size_t index = 0; index < wishes.size(); ++index) {
    wishes[index].market_ns = noon_ns;
    wishes[index].symbol = symbol_of(static_cast<int>(4 * index + 3));
    wishes[index].strategy = "stochrsi_ema";
    wishes[index].verdict = trading::verdict::enter_long;
  }
  for (int turn = 0; turn < turns; ++turn) {
    std::size_t approved = 0;
    const auto begin = thread_time();
    for (std::size_t count = 0; count < orders_per_turn; ++count) {
      const auto& wish = wishes[count % wishes.size()];
      const auto judged = book.assess(wish, book.books().mark_of(wish.symbol), noon_ns);
      approved += judged.request ? 1 : 0;
      book.release(judged.risk_decision);
    }
    const double spent = thread_time_since(begin);
    if (approved != orders_per_turn)
      throw std::runtime_error("risk refuses an order of the benchmark");
    const auto& wish = wishes.front();
    const auto judged = book.assess(wish, book.books().mark_of(wish.symbol), noon_ns);
    book.release(judged.risk_decision);
    into.add_rate(floor_row, records_per_second(judged.risk_decision));
    into.add_rate(risk_row, static_cast<double>(orders_per_turn) / spent);
  }
}

void print_risk_rate(const report& of, std::ostream& out) {
  out << "risk: " << of.rate(risk_row).median / 1e6
      << " million orders a second and core through the whole gate (target: at least 1); its "
         "records alone: "
      << of.rate(floor_row).median / 1e6 << " million\n";
}

} // namespace troupe::bench
