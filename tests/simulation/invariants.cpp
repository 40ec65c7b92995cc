#include "tests/simulation/invariants.hpp"

#include "persistence/journal/reader.hpp"
#include "trading/portfolio/portfolio.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

namespace troupe::simulation {

namespace {

using trading::order_status;
using trading::quantity;
using list = std::vector<std::string>;

constexpr std::int64_t answer_within_ns = 60'000'000'000;
constexpr std::string_view own_orders = "main-";

template <class Value>
bool take(world& run, result<Value>& answer, const bool& answered, Value& into) {
  if (!run.until([&] { return answered; }, answer_within_ns) || !answer)
    return false;
  into = std::move(answer).value();
  return true;
}

template <class Value, class Ask>
bool ask(world& run, Value& into, Ask question) {
  for (int attempt = 0; attempt < 20; ++attempt) {
    result<Value> answer{error{"unanswered", ""}};
    bool answered = false;
    run.hardware().run_as(auditor_host);
    question([&](result<Value> told) {
      answer = std::move(told);
      answered = true;
    });
    if (take(run, answer, answered, into))
      return true;
  }
  return false;
}

// The positions by their definition, beside the books.
class position_sums {
public:
  void fold(const trading::event& happened) {
    if (const auto* told = std::get_if<trading::order_event>(&happened)) {
      // One execution may be told under two ids: on the stream, and among the activities.
      if (!is_fill(*told) ||
          !executions_[told->client_order_id].insert(told->cumulative_qty).second)
        return;
      const auto moved = told->side == trading::side::buy ? told->qty : -told->qty;
      sums_[told->symbol] += moved - told->fee_qty;
    } else if (const auto* taken = std::get_if<trading::adjustment>(&happened)) {
      sums_[taken->symbol] += taken->qty;
    }
  }
  const auto& sums() const { return sums_; }

private:
  static bool is_fill(const trading::order_event& told) {
    return told.kind == trading::order_event_kind::fill ||
           told.kind == trading::order_event_kind::partial_fill;
  }
  std::map<std::string, std::set<quantity>> executions_;
  std::map<trading::symbol, quantity> sums_;
};

class journal_check {
public:
  journal_check(const world& run, list& violations) : run_(run), violations_(violations) {}

  void fold(const persistence::journal::record& told) {
    seq_ = told.seq;
    if (const auto* meant = std::get_if<trading::intent>(&told.event))
      note_intent(*meant);
    books_.fold(told.event);
    sums_.fold(told.event);
    if (std::holds_alternative<trading::order_event>(told.event) ||
        std::holds_alternative<trading::adjustment>(told.event))
      compare_positions();
    if (const auto* meant = std::get_if<trading::intent>(&told.event))
      check_budgets(*meant);
    if (const auto* adjusted = std::get_if<trading::adjustment>(&told.event);
        adjusted != nullptr && adjusted->kind != trading::adjustment_kind::position_adopted)
      say("the books were corrected: " + adjusted->reason);
  }
  const trading::portfolio& books() const { return books_; }

private:
  void say(const std::string& what) {
    violations_.push_back("record " + std::to_string(seq_) + ": " + what);
  }

  void note_intent(const trading::intent& meant) {
    if (!meant.request.client_order_id.starts_with(own_orders))
      return;
    const auto key = std::tuple(meant.market_ns, std::string(meant.request.symbol.text()),
                                std::string(meant.strategy.text()), meant.ordinal);
    if (!meant_.insert(key).second)
      say("the intent of " + meant.request.client_order_id + " was meant before");
  }

  void compare_positions() {
    for (const auto& [name, sum] : sums_.sums())
      if (books_.position_of(name).qty != sum)
        say("the position in " + std::string(name.text()) + " is " +
            books_.position_of(name).qty.text() + ", its fills add up to " + sum.text());
  }

  // Of what is still to be filled: what is filled counts as held.
  trading::money rest_of(const trading::order& open) const {
    const auto& asked = open.request;
    if (!asked.notional.is_zero())
      return std::max(asked.notional - open.filled_notional, trading::money{});
    const auto px = asked.limit_price.is_zero() ? books_.mark_of(asked.symbol) : asked.limit_price;
    return trading::notional(px, open.open_qty());
  }

  // Of an order and what is to replace it one is filled: the larger counts.
  trading::money value_of(const trading::order& open) const {
    const auto& orders = books_.orders();
    const auto* next = orders.find(open.replaced_by);
    if (next != nullptr && !trading::is_terminal(next->status))
      return {};
    auto value = rest_of(open);
    for (const auto* before = orders.find(open.request.replaces);
         before != nullptr && !trading::is_terminal(before->status);
         before = orders.find(before->request.replaces))
      value = std::max(value, rest_of(*before));
    return value;
  }

  // The marks are the journal's, which may be a quote behind those that risk saw: two per cent.
  void check_budgets(const trading::intent& meant) {
    if (meant.request.side != trading::side::buy)
      return;
    const auto& limits = run_.limits();
    std::set<std::string_view> symbols;
    trading::money gross;
    std::string parts; // of the sum, for who reads of a broken budget
    for (const auto& [name, held] : books_.positions())
      if (!held.qty.is_zero()) {
        symbols.insert(name.text());
        const auto worth = trading::notional(books_.mark_of(name), held.qty);
        parts += ", " + worth.text() + " " + std::string(name.text()) + " held";
        gross += worth;
      }
    for (const auto* open : books_.orders().open_orders())
      if (open->request.side == trading::side::buy) {
        symbols.insert(open->request.symbol.text());
        parts += ", " + value_of(*open).text() + " " + open->request.client_order_id + " " +
                 std::string(to_text(open->status));
        gross += value_of(*open);
      }
    if (std::cmp_greater(symbols.size(), limits.open_positions_max))
      say(meant.request.client_order_id + " makes " + std::to_string(symbols.size()) +
          " positions, at most " + std::to_string(limits.open_positions_max) + " are allowed");
    const auto most = limits.gross_exposure_max + trading::share_of(limits.gross_exposure_max, 200);
    if (gross > most)
      say(meant.request.client_order_id + " makes the exposure " + gross.text() + ", at most " +
          limits.gross_exposure_max.text() + " is allowed" + parts);
  }

  const world& run_;
  list& violations_;
  std::uint64_t seq_ = 0;
  trading::portfolio books_;
  position_sums sums_;
  std::set<std::tuple<trading::time_ns, std::string, std::string, std::uint32_t>> meant_;
};

void compare_orders(const trading::portfolio& books, const venue_account& told, list& violations) {
  std::set<std::string> listed;
  for (const auto& each : told.orders) {
    const auto& id = each.client_order_id;
    if (!listed.insert(id).second)
      violations.push_back("the venue has two orders " + id);
    const auto* known = books.orders().find(id);
    if (known == nullptr)
      violations.push_back("the venue has an order " + id + " that the journal knows nothing of");
    else if (known->status != each.status)
      violations.push_back("order " + id + " is " + std::string(to_text(known->status)) +
                           " here and " + std::string(to_text(each.status)) + " at the venue");
    else if (known->filled_qty != each.filled_qty)
      violations.push_back("order " + id + " has filled " + known->filled_qty.text() +
                           " here and " + each.filled_qty.text() + " at the venue");
  }
  for (const auto* each : books.orders().open_orders())
    if (!listed.contains(each->request.client_order_id))
      violations.push_back("order " + each->request.client_order_id + " is " +
                           std::string(to_text(each->status)) + " and the venue has none");
}

void compare_account(const trading::portfolio& books, const venue_account& told,
                     list& violations) {
  std::map<std::string, quantity> held;
  for (const auto& each : told.positions)
    held[std::string(each.symbol.text())] = each.qty;
  for (const auto& [name, ours] : books.positions())
    if (held[std::string(name.text())] != ours.qty)
      violations.push_back("the position in " + std::string(name.text()) + " is " +
                           ours.qty.text() + " here and " +
                           held[std::string(name.text())].text() + " at the venue");
  for (const auto& [name, qty] : held)
    if (!qty.is_zero() && books.position_of(trading::symbol::of(name)).qty.is_zero())
      violations.push_back("the venue holds " + qty.text() + " " + name + ", the books none");
  if (books.cash() != told.account.cash)
    violations.push_back("the cash is " + books.cash().text() + " here and " +
                         told.account.cash.text() + " at the venue");
}

} // namespace

venue_account ask_venue(world& run) {
  venue_account told;
  auto& venue = run.auditor();
  net::alpaca::order_query every;
  every.status = net::alpaca::order_filter::all;
  told.complete =
      ask(run, told.orders, [&](auto done) { venue.orders(every, std::move(done)); }) &&
      ask(run, told.positions, [&](auto done) { venue.positions(std::move(done)); }) &&
      ask(run, told.account, [&](auto done) { venue.account(std::move(done)); });
  return told;
}

record_list read_journal(const std::string& folder, list& violations) {
  record_list records;
  auto opened = persistence::journal::reader::open(folder);
  if (!opened) {
    violations.push_back("the journal cannot be opened: " + opened.failure().message);
    return records;
  }
  for (;;) {
    auto next = opened->next();
    if (!next)
      violations.push_back("the journal is damaged: " + next.failure().message);
    if (!next || !*next)
      return records;
    records.push_back(std::move(**next));
  }
}

list violations_of(world& run) {
  list violations = run.violations();
  const auto told = ask_venue(run);
  if (!told.complete)
    violations.push_back("the venue does not answer");
  journal_check check(run, violations);
  for (const auto& each : read_journal(run.trading().journal(), violations))
    check.fold(each);
  compare_orders(check.books(), told, violations);
  compare_account(check.books(), told, violations);
  return violations;
}

} // namespace troupe::simulation
