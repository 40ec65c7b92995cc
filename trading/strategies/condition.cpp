#include "trading/strategies/condition.hpp"

namespace troupe::trading {

namespace {

comparison sign_of(relation how) {
  switch (how) {
  case relation::above:
    return ">";
  case relation::below:
    return "<";
  case relation::at_most:
    return "<=";
  case relation::at_least:
    break;
  }
  return ">=";
}

} // namespace

gate gate_of(const condition& asked, double value, double threshold) {
  return {asked.name, to_number(value), sign_of(asked.how), to_number(threshold),
          holds(asked, value, threshold)};
}

gate gate_of(const condition& asked, price value, price threshold) {
  return {asked.name, number{value.units}, sign_of(asked.how), number{threshold.units},
          holds(asked, value, threshold)};
}

input figure(term name, std::optional<double> value) {
  return {name, value ? to_number(*value) : number{}, value.has_value()};
}

} // namespace troupe::trading
