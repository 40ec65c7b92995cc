// Makes the read side's rows of an account's journal: a fold, in the order of the sequence numbers.
//
// The same records give the same rows, wherever it begins to hand them on: it has to fold every
// record from the first one, and hands on the rows of those behind `stored_seq`. Quotes, trades and
// ticks may be left out: equity is at the closes of bars.
#pragma once

#include "persistence/journal/record.hpp"
#include "persistence/read_side/row_batch.hpp"
#include "trading/portfolio/portfolio.hpp"

#include <cstdint>
#include <string>
#include <utility>

namespace troupe::persistence::read_side {

class projector {
public:
  explicit projector(std::string account) { waiting_.account = std::move(account); }

  void fold(const journal::record& told);
  // Rows of records up to here are in the database already.
  void skip_to(std::uint64_t stored_seq) { stored_seq_ = stored_seq; }

  std::int64_t journal_began_ns() const { return waiting_.journal_began_ns; }
  std::uint64_t last_seq() const { return waiting_.last_seq; }
  std::size_t waiting() const { return waiting_.size(); }
  // The rows since the last call, with the position that they lead to.
  row_batch take();

private:
  row begin_row(const journal::record& told) const;
  void put(const journal::record& told, const trading::decision& made);
  void put(const journal::record& told, const trading::bar& candle);
  void put(const journal::record& told, const trading::intent& asked);
  void put(const journal::record& told, const trading::order_event& reported,
           trading::quantity filled_before);
  void put(const journal::record& told, const trading::command& ordered);
  void put(const journal::record& told, const trading::configuration& values);
  void put(const journal::record& told, const trading::operator_order& asked);
  void put_order(const journal::record& told, std::string_view client_order_id);
  void put_books(const journal::record& told, const trading::symbol& name);
  void put_notice(const journal::record& told);
  void put_rows(const journal::record& told, trading::quantity filled_before);
  trading::quantity filled_of(const trading::event& happened) const;

  trading::portfolio books_;
  row_batch waiting_;
  std::uint64_t stored_seq_ = 0;
};

} // namespace troupe::persistence::read_side
