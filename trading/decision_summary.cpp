#include "trading/decision_summary.hpp"

#include <algorithm>

namespace troupe::trading {

namespace {

std::string question(const gate& asked) {
  return asked.value.text() + " " + std::string(asked.comparison.text()) + " " +
         asked.threshold.text();
}

std::string word(std::string_view text) {
  return std::string(text);
}

// "it did not hold (1 > 2 is not true)", or the reason where no gate was asked.
std::string obstacle(const decision& made) {
  const auto* failed = first_failed_gate(made);
  if (failed == nullptr)
    return word(made.reason);
  return word(failed->name) + " did not hold (" + question(*failed) + " is not true)";
}

std::string nothing_wanted(const decision& made) {
  const auto who = "No order: " + word(made.strategy);
  const auto name = word(made.symbol.text());
  if (made.reason == "warming_up") {
    const auto* short_of = first_failed_gate(made);
    return who + " has not seen enough of " + name + " yet; its indicators are warming up" +
           (short_of == nullptr ? std::string(".")
                                : ", " + short_of->value.text() + " of " +
                                      short_of->threshold.text() + " candles.");
  }
  if (made.reason == "holding")
    return who + " goes on holding " + name +
           (first_failed_gate(made) == nullptr ? std::string(".")
                                               : "; first, " + obstacle(made) + ".");
  return who + " did not enter " + name + " because " + obstacle(made) + ".";
}

std::string wanted(const decision& made, const std::string& what) {
  const auto passed = std::count_if(made.gates.begin(), made.gates.end(),
                                    [](const gate& each) { return each.passed; });
  auto text = word(made.strategy) + " wanted to " + what + " " + word(made.symbol.text());
  const auto fired = std::find_if(made.gates.begin(), made.gates.end(), [&made](const gate& each) {
    return each.passed && each.name == made.reason;
  });
  if (fired != made.gates.end())
    return text + " because of " + word(fired->name) + " (" + question(*fired) + ").";
  return text + "; conditions that held: " + std::to_string(passed) + ".";
}

} // namespace

const gate* first_failed_gate(const decision& made) {
  if (made.verdict != verdict::none && made.verdict != verdict::refused)
    return nullptr;
  const gate* first = nullptr;
  for (const auto& each : made.gates) {
    if (each.passed)
      continue;
    if (each.name == made.reason)
      return &each;
    if (first == nullptr)
      first = &each;
  }
  return first;
}

std::string summary_of(const decision& made) {
  switch (made.verdict) {
  case verdict::none:
    return nothing_wanted(made);
  case verdict::enter_long:
    return wanted(made, "buy");
  case verdict::enter_short:
    return wanted(made, "sell short");
  case verdict::exit:
    return wanted(made, "leave");
  case verdict::approved:
    return "Risk let the order of " + word(made.strategy) + " for " + word(made.symbol.text()) +
           " pass: all " + std::to_string(made.gates.size()) + " checks held.";
  case verdict::refused:
    break;
  }
  return "No order: risk refused what " + word(made.strategy) + " wanted of " +
         word(made.symbol.text()) + " because " + obstacle(made) + ".";
}

} // namespace troupe::trading
