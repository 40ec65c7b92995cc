// The one way in which an expected failure travels: a value or an error, never an exception.
//
// An error carries a machine-readable code (snake_case, stable, listed in the API's description)
// and a message for a person that names what failed, where, and what to do. Broken invariants are
// not errors: they throw, end the actor, and its supervisor restarts it.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <variant>

namespace troupe {

struct error {
  std::string code;
  std::string message;
};

// Holds either a value of T or an error. Reading the side that is not there throws
// std::bad_variant_access: a broken invariant of the caller.
template <class T>
class [[nodiscard]] result {
public:
  result(T value) : content_(std::in_place_index<0>, std::move(value)) {}
  result(error failure) : content_(std::in_place_index<1>, std::move(failure)) {}

  explicit operator bool() const noexcept { return content_.index() == 0; }

  T& value() & { return std::get<0>(content_); }
  const T& value() const& { return std::get<0>(content_); }
  T&& value() && { return std::get<0>(std::move(content_)); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }

  const error& failure() const { return std::get<1>(content_); }

private:
  std::variant<T, error> content_;
};

// The outcome of an action that yields nothing.
template <>
class [[nodiscard]] result<void> {
public:
  result() = default;
  result(error failure) : failure_(std::move(failure)) {}

  explicit operator bool() const noexcept { return !failure_.has_value(); }
  const error& failure() const { return failure_.value(); }

private:
  std::optional<error> failure_;
};

} // namespace troupe
