#include "trading/portfolio/account_activity.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

namespace troupe::trading {

namespace {

struct known_word {
  std::string_view word;
  activity_cause cause;
};

constexpr std::array known_words{known_word{"CSD", activity_cause::transfer},
                                 known_word{"CSW", activity_cause::transfer},
                                 known_word{"JNLC", activity_cause::transfer},
                                 known_word{"TRANS", activity_cause::transfer},
                                 known_word{"ACATC", activity_cause::transfer},
                                 known_word{"CIL", activity_cause::dividend}, // for a fraction
                                 known_word{"FEE", activity_cause::fee},
                                 known_word{"PTC", activity_cause::fee},
                                 known_word{"PTR", activity_cause::fee},
                                 known_word{"CFEE", activity_cause::coin_fee},
                                 known_word{"SPLIT", activity_cause::split},
                                 known_word{"SSP", activity_cause::split}};

adjustment_kind kind_of(const account_activity& told) {
  switch (told.cause) {
  case activity_cause::dividend:
    return adjustment_kind::dividend;
  case activity_cause::interest:
    return adjustment_kind::interest;
  case activity_cause::fee:
    return adjustment_kind::fee;
  case activity_cause::coin_fee:
    return adjustment_kind::coin_fee;
  case activity_cause::split:
    return adjustment_kind::split;
  case activity_cause::transfer:
  case activity_cause::other:
    break;
  }
  return told.amount < money{} ? adjustment_kind::withdrawal : adjustment_kind::deposit;
}

adjustment taken_over(const account_activity& told, time_ns now) {
  adjustment made;
  made.kind = kind_of(told);
  made.symbol = told.symbol;
  made.reason = "the venue tells of " + told.word + " at " + format_time(told.at_ns);
  if (!told.description.empty())
    made.reason += ": " + told.description;
  made.market_ns = now;
  made.activity_id = told.id;
  return made;
}

using activity_list = std::vector<const account_activity*>;

activity_list of_cause(const activity_list& fresh, activity_cause cause, const symbol* of) {
  activity_list some;
  std::copy_if(fresh.begin(), fresh.end(), std::back_inserter(some), [&](const auto* each) {
    return each->cause == cause && (of == nullptr || each->symbol == *of);
  });
  return some;
}

bool moves_money_by_itself(const account_activity& told) {
  return told.cause == activity_cause::transfer || told.cause == activity_cause::dividend ||
         told.cause == activity_cause::interest;
}

void take_money(const activity_list& some, time_ns now, std::vector<adjustment>& into) {
  for (const auto* each : some)
    if (!each->amount.is_zero()) {
      into.push_back(taken_over(*each, now));
      into.back().cash = each->amount;
    }
}

void explain_cash(const activity_list& fresh, money missing, time_ns now,
                  std::vector<adjustment>& into) {
  activity_list by_themselves;
  for (const auto* each : fresh)
    if (moves_money_by_itself(*each)) {
      by_themselves.push_back(each);
      missing -= each->amount;
    }
  take_money(by_themselves, now, into);
  const auto fees = of_cause(fresh, activity_cause::fee, nullptr);
  money charged;
  for (const auto* each : fees)
    charged += each->amount;
  if (!charged.is_zero() && charged == missing)
    take_money(fees, now, into);
}

quantity units_of(const activity_list& some) {
  quantity sum;
  for (const auto* each : some)
    sum += each->qty;
  return sum;
}

// A split is told in one piece or in two, what goes and what comes: it is taken over as one, under
// the identifiers of both.
void explain_units(const activity_list& fresh, const adjustment& difference, time_ns now,
                   std::vector<adjustment>& into) {
  const auto splits = of_cause(fresh, activity_cause::split, &difference.symbol);
  if (!splits.empty() && units_of(splits) == difference.qty) {
    into.push_back(taken_over(*splits.back(), now));
    auto& made = into.back();
    made.qty = difference.qty;
    made.activity_id.clear();
    for (const auto* each : splits)
      made.activity_id += (made.activity_id.empty() ? "" : " ") + each->id;
    return;
  }
  const auto fees = of_cause(fresh, activity_cause::coin_fee, &difference.symbol);
  if (fees.empty() || units_of(fees) != difference.qty)
    return;
  for (const auto* each : fees) {
    into.push_back(taken_over(*each, now));
    into.back().qty = each->qty;
    into.back().px = each->px;
  }
}

} // namespace

activity_cause activity_cause_of(std::string_view word) {
  const auto found = std::find_if(known_words.begin(), known_words.end(),
                                  [word](const auto& each) { return each.word == word; });
  if (found != known_words.end())
    return found->cause;
  if (word.starts_with("DIV"))
    return activity_cause::dividend;
  return word.starts_with("INT") ? activity_cause::interest : activity_cause::other;
}

std::vector<adjustment> explained_by(const std::vector<account_activity>& told,
                                     const std::vector<adjustment>& differences,
                                     const portfolio& books, time_ns since, time_ns now) {
  activity_list fresh;
  for (const auto& each : told)
    if (each.at_ns >= since && !books.knows_activity(each.id))
      fresh.push_back(&each);
  std::vector<adjustment> causes;
  for (const auto& each : differences)
    if (each.kind == adjustment_kind::cash_corrected)
      explain_cash(fresh, each.cash, now, causes);
  for (const auto& each : differences)
    if (each.kind == adjustment_kind::position_corrected)
      explain_units(fresh, each, now, causes);
  return causes;
}

} // namespace troupe::trading
