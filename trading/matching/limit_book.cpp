#include "trading/matching/limit_book.hpp"

#include <bit>
#include <stdexcept>

namespace troupe::trading {

namespace {

constexpr std::uint32_t word_bits = 64;
constexpr std::uint32_t top_bits = word_bits * word_bits; // steps that one word of tops covers

std::uint64_t bit_of(std::uint32_t index) {
  return std::uint64_t{1} << (index % word_bits);
}

} // namespace

limit_book::limit_book(step steps, std::uint32_t orders_max)
    : steps_(steps), orders_(orders_max), best_{steps, steps} {
  if (steps == 0 || steps % top_bits != 0)
    throw std::invalid_argument("the steps of a book are a multiple of 4096");
  for (auto& of : sides_) {
    of.levels.resize(steps);
    of.words.resize(steps / word_bits);
    of.tops.resize(steps / top_bits);
  }
  free_.reserve(orders_max);
  for (auto place = orders_max; place > 0; --place)
    free_.push_back(place - 1);
}

bool limit_book::holds(handle which) const {
  return which.place < orders_.size() && which.use % 2 == 1 &&
         orders_[which.place].use == which.use;
}

limit_book::placed limit_book::rest(std::uint64_t owner, side of, step at, std::uint64_t qty) {
  if (free_.empty())
    return {{}, qty, true};
  const auto place = free_.back();
  free_.pop_back();
  auto& half_book = half(of);
  auto& line = half_book.levels[at];
  auto& fresh = orders_[place];
  fresh = {owner, qty, at, nowhere, line.last, fresh.use + 1, of};
  if (line.last == nowhere) {
    line.first = place;
    mark(half_book, at);
  } else {
    orders_[line.last].next = place;
  }
  line.last = place;
  line.qty += qty;
  auto& best = best_[of == side::buy ? 0 : 1];
  if (best == steps_ || (of == side::buy ? at > best : at < best))
    best = best == steps_ && size_ > 0 ? steps_ : at;
  ++size_;
  return {{place, fresh.use}, qty};
}

void limit_book::remove(std::uint32_t place) {
  auto& gone = orders_[place];
  auto& of = half(gone.of);
  auto& line = of.levels[gone.at];
  (gone.previous == nowhere ? line.first : orders_[gone.previous].next) = gone.next;
  (gone.next == nowhere ? line.last : orders_[gone.next].previous) = gone.previous;
  line.qty -= gone.qty;
  if (line.first == nowhere)
    unmark(of, gone.at);
  ++gone.use;
  free_.push_back(place);
  --size_;
}

bool limit_book::cancel(handle which) {
  if (!holds(which))
    return false;
  remove(which.place);
  return true;
}

bool limit_book::reduce(handle which, std::uint64_t by) {
  if (!holds(which) || orders_[which.place].qty <= by)
    return false;
  auto& order = orders_[which.place];
  order.qty -= by;
  half(order.of).levels[order.at].qty -= by;
  return true;
}

void limit_book::clear() {
  for (std::uint32_t place = 0; place < orders_.size(); ++place)
    if (orders_[place].use % 2 == 1)
      remove(place);
}

void limit_book::mark(book_side& of, step at) {
  of.words[at / word_bits] |= bit_of(at);
  of.tops[at / top_bits] |= bit_of(at / word_bits);
}

void limit_book::unmark(book_side& of, step at) {
  auto& word = of.words[at / word_bits];
  word &= ~bit_of(at);
  if (word == 0)
    of.tops[at / top_bits] &= ~bit_of(at / word_bits);
}

limit_book::step limit_book::lowest(const book_side& of) const {
  for (std::uint32_t top = 0; top < of.tops.size(); ++top)
    if (of.tops[top] != 0) {
      const auto word = top * word_bits + static_cast<step>(std::countr_zero(of.tops[top]));
      return word * word_bits + static_cast<step>(std::countr_zero(of.words[word]));
    }
  return steps_;
}

limit_book::step limit_book::highest(const book_side& of) const {
  for (auto top = static_cast<std::uint32_t>(of.tops.size()); top > 0; --top)
    if (const auto tops = of.tops[top - 1]; tops != 0) {
      const auto word =
          (top - 1) * word_bits + word_bits - 1 - static_cast<step>(std::countl_zero(tops));
      return word * word_bits + word_bits - 1 - static_cast<step>(std::countl_zero(of.words[word]));
    }
  return steps_;
}

std::optional<limit_book::level> limit_book::best(side of) const {
  const auto all = depth(of, 1);
  return all.empty() ? std::nullopt : std::optional(all.front());
}

std::optional<std::uint64_t> limit_book::ahead_of(handle which) const {
  if (!holds(which))
    return std::nullopt;
  std::uint64_t qty = 0;
  for (auto place = orders_[which.place].previous; place != nowhere;
       place = orders_[place].previous)
    qty += orders_[place].qty;
  return qty;
}

std::optional<std::uint64_t> limit_book::qty_of(handle which) const {
  return holds(which) ? std::optional(orders_[which.place].qty) : std::nullopt;
}

std::vector<limit_book::level> limit_book::depth(side of, std::size_t levels_max) const {
  std::vector<level> found;
  const auto& half_book = half(of);
  const bool buys = of == side::buy;
  auto at = buys ? highest(half_book) : lowest(half_book);
  while (at < steps_ && found.size() < levels_max) {
    const auto& line = half_book.levels[at];
    if (line.first != nowhere) {
      level made{at, line.qty, 0};
      for (auto place = line.first; place != nowhere; place = orders_[place].next)
        ++made.orders;
      found.push_back(made);
    }
    if (buys && at == 0)
      break;
    at = buys ? at - 1 : at + 1;
  }
  return found;
}

} // namespace troupe::trading
