// A word of the records' vocabulary: the name of a gate, of an input, of a strategy, a reason.
//
// It is one pointer, so that a record with thirty of them is copied without an allocation. The
// text lives as long as the process: in the program where it was written as a literal, in a
// table of its own where it came in from outside (a journal, a node, the configuration).
// Compared and ordered as text.
//
// Bounds: terms_max words from outside, of at most length_max characters each, none of them NUL.
#pragma once

#include "trading/result.hpp"

#include <compare>
#include <concepts>
#include <cstddef>
#include <string_view>

namespace troupe::trading {

class term {
public:
  static constexpr std::size_t terms_max = 4096;
  static constexpr std::size_t length_max = 64;

  constexpr term() = default;
  template <std::size_t Size>
  consteval term(const char (&literal)[Size]) : text_(literal) {} // NOLINT: a literal is a term
  // A string_view of a whole literal.
  consteval term(std::string_view literal) : text_(literal.data()) {
    if (text_[literal.size()] != '\0')
      throw "only a part of a literal";
  }

  // From text at run time; any thread. Errors: `invalid_term`, `too_many_terms`.
  static result<term> find_or_add(std::string_view text);
  // The same of text that is known to be a term. Throws std::length_error.
  static term of(std::string_view text);

  constexpr std::string_view text() const { return text_; }
  constexpr operator std::string_view() const { return text_; } // NOLINT: a term is its text
  constexpr const char* c_str() const { return text_; }
  constexpr bool empty() const { return *text_ == '\0'; }

  friend constexpr bool operator==(term left, term right) {
    return left.text_ == right.text_ || left.text() == right.text();
  }
  friend constexpr std::strong_ordering operator<=>(term left, term right) {
    return left.text_ == right.text_ ? std::strong_ordering::equal : left.text() <=> right.text();
  }
  template <std::convertible_to<std::string_view> Text>
  friend constexpr bool operator==(term left, const Text& right) {
    return left.text() == std::string_view(right);
  }

private:
  struct kept {}; // text of the table
  constexpr term(const char* text, kept) : text_(text) {}

  const char* text_ = "";
};

} // namespace troupe::trading
