// Whose the account's capital is: what each strategy holds and has under way, what it has earned,
// and what it was last about on each symbol. The parts of positions are those of the portfolio
// (portfolio/position_parts.hpp), so the strategies' profits, the manual part's included, add up to
// the account's, but for the rounding of market values at 1e-9 a part.
//
// At stake of one strategy, symbol by symbol: the worst case of what it holds and of its orders
// under way (see exposure.hpp), at the last prices; and every entry of its that is approved and no
// intent yet. A question costs as many steps as the strategy has symbols, and allocates nothing.
//
// A fold of the account's events. Allocates when a strategy first has to do with a symbol.
#pragma once

#include "trading/portfolio/portfolio.hpp"
#include "trading/portfolio/position_parts.hpp"
#include "trading/risk/reservations.hpp"
#include "trading/risk/strategy_performance.hpp"
#include "trading/strategies/share_parameters.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>

namespace troupe::trading {

// Of this equity; nothing where that is below zero.
money budget_of(const strategy_share& share, money equity);

struct strategy_profit {
  money realised;
  money unrealised;

  money total() const { return realised + unrealised; }
};

// What a strategy holds of a symbol, and has ordered. The strings are those of the keys.
struct strategy_stake {
  quantity held; // negative where short
  quantity buy_qty; // open, and what it was worth when its orders changed last
  money buys;
  quantity sell_qty;
  money sells;
  bool has_orders = false;
  money settled; // realised here until it was flat last

  bool is_any() const { return !held.is_zero() || has_orders; }
  money gross(price last) const;
};

// The wish that was last judged on a symbol, and passed.
struct passed_wish {
  term strategy;
  trading::side side = side::buy;
  time_ns market_ns = -1;
};

class strategy_books {
public:
  // Who has which share; a strategy that is not named has the whole account.
  void set_shares(std::span<const strategy_choice> chosen);
  strategy_share share(std::string_view strategy) const;
  // Whether anybody's share is less than everything, so that wishes are ranked.
  bool is_shared() const { return is_shared_; }

  // An order was executed, by so much.
  void execute(const order& of, side direction, const execution_totals& added,
               const switching_terms& by);
  // What the account holds was corrected, split, or has earned something.
  void adjust(const adjustment& taken_over, const position& before, const position& after,
              const switching_terms& by);
  // A symbol's orders have changed.
  void take_over(const symbol& name, const portfolio& books);
  void clear();
  // A wish that adds risk has passed.
  void pass(const symbol& name, const passed_wish& passed);
  void review(const switching_terms& by) { performance_.review(by); }

  // Of one strategy, at the books' last prices.
  money at_stake(std::string_view strategy, const portfolio& books,
                 const reservations& approved) const;
  // Symbols that it holds or enters, this one too.
  std::int64_t symbols_with(std::string_view strategy, const symbol& added,
                            const reservations& approved) const;
  // Strategies that hold, or have orders on, this symbol, this one too.
  std::int64_t strategies_with(const symbol& name, std::string_view added,
                               const reservations& approved) const;
  bool holds(std::string_view strategy, const symbol& name) const;
  bool anybody_holds(const symbol& name) const;
  const passed_wish& last_passed(const symbol& name) const;
  // Wishes of a strategy that passed at this instant.
  std::int64_t passed_at(term strategy, time_ns now) const;

  // By strategy, "manual" among them; at the books' last prices.
  std::map<std::string, strategy_profit, std::less<>> profits(const portfolio& books) const;
  const strategy_performance& performance() const { return performance_; }

private:
  struct counted {
    time_ns market_ns = -1;
    std::int64_t passed = 0;
  };
  struct account {
    std::map<symbol, strategy_stake, symbol_order> stakes;
  };
  const account* find(std::string_view strategy) const;
  static bool closes(const account* known, const commitment& approved);
  void follow(const symbol& name, const switching_terms& by);

  std::map<std::string, strategy_share, std::less<>> shares_;
  bool is_shared_ = false;
  std::map<symbol, position_parts, symbol_order> parts_;
  std::map<std::string, account, std::less<>> accounts_;
  std::map<symbol, passed_wish, symbol_order> passed_;
  std::map<term, counted> counts_;
  strategy_performance performance_;
};

} // namespace troupe::trading
