#include "net/venue/faults/plan.hpp"

#include "net/venue/faults/rule_form.hpp"
#include "net/venue/json_writer.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>

namespace troupe::net::venue {

using nlohmann::json;

namespace {

constexpr std::int64_t times_most = 1'000'000'000;

error invalid_at(const std::string& where, const std::string& wrong) {
  return {"invalid_faults", where + ": " + wrong};
}

std::optional<std::int64_t> whole_within(const json& value, std::int64_t least, std::int64_t most) {
  if (!value.is_number_integer() ||
      (value.is_number_unsigned() &&
       value.get<std::uint64_t>() > static_cast<std::uint64_t>(INT64_MAX)))
    return std::nullopt;
  const auto whole = value.get<std::int64_t>();
  return whole < least || whole > most ? std::nullopt : std::optional(whole);
}

std::string range_words(std::int64_t least, std::int64_t most) {
  return "must be a whole number from " + std::to_string(least) + " to " + std::to_string(most);
}

std::string joined_words(std::span<const std::string_view> words) {
  std::string joined;
  for (const auto word : words)
    joined += (joined.empty() ? "" : ", ") + std::string(word);
  return joined;
}

result<std::int64_t> read_probability(const json& value, const std::string& where) {
  const auto given = value.is_number() ? value.get<double>() : -1.0;
  if (!(given >= 0.0 && given <= 1.0))
    return invalid_at(where, "must be a number from 0 to 1");
  const auto ppm = std::llround(given * static_cast<double>(certain_ppm));
  if (ppm == 0 && given > 0.0)
    return invalid_at(where, "must be 0 or at least a millionth");
  return static_cast<std::int64_t>(ppm);
}

// Puts one key's value into the rule; each alternative of a key has its reader.
struct value_reader {
  fault_rule& rule;
  const json& value;
  const std::string& where;

  result<void> operator()(const whole_key& key) const {
    const auto whole = whole_within(value, key.least, key.most);
    if (!whole)
      return invalid_at(where, range_words(key.least, key.most));
    rule.*key.place = *whole;
    return {};
  }

  result<void> operator()(const text_key& key) const {
    if (!value.is_string())
      return invalid_at(where, "must be text");
    const auto& text = value.get_ref<const std::string&>();
    const bool known = std::find(key.words.begin(), key.words.end(), text) != key.words.end();
    if (!key.words.empty() && !known)
      return invalid_at(where, "must be one of " + joined_words(key.words));
    rule.*key.place = text;
    return {};
  }

  result<void> operator()(const symbol_key&) const {
    const auto parsed = value.is_string()
                            ? trading::symbol::parse(value.get_ref<const std::string&>())
                            : result<trading::symbol>(error{});
    if (!parsed)
      return invalid_at(where, "must be a symbol such as \"AAPL\" or \"BTC/USD\"");
    rule.symbol = *parsed;
    return {};
  }
};

result<void> read_member(fault_rule& rule, const rule_form& form, const std::string& name,
                         const json& value, const std::string& rule_name) {
  const auto where = rule_name + "." + name;
  if (name == "kind")
    return {};
  if (name == "probability") {
    const auto ppm = read_probability(value, where);
    if (!ppm)
      return ppm.failure();
    rule.probability_ppm = *ppm;
    return {};
  }
  if (name == "times") {
    rule.times = whole_within(value, 0, times_most);
    return rule.times ? result<void>() : invalid_at(where, range_words(0, times_most));
  }
  const auto known = std::find(form.keys.begin(), form.keys.end(), name);
  if (known == form.keys.end())
    return invalid_at(where, std::string(form.name) +
                                 " takes no such key; it takes probability, "
                                 "times, " +
                                 joined_words(form.keys));
  return std::visit(value_reader{rule, value, where}, rule_key_named(name).value);
}

result<fault_rule> read_rule(const json& given, const std::string& rule_name) {
  if (!given.is_object())
    return invalid_at(rule_name, "must be an object");
  const auto kind = given.find("kind");
  const auto* form = kind != given.end() && kind->is_string()
                         ? find_rule_form(kind->get_ref<const std::string&>())
                         : nullptr;
  if (form == nullptr)
    return invalid_at(rule_name + ".kind", "must be one of " + rule_kinds());
  auto rule = form->defaults;
  for (const auto& [name, value] : given.items())
    if (auto read = read_member(rule, *form, name, value, rule_name); !read)
      return read.failure();
  return rule;
}

std::string probability_text(std::int64_t ppm) {
  if (ppm == certain_ppm)
    return "1";
  auto digits = std::to_string(certain_ppm + ppm).substr(1);
  digits.erase(digits.find_last_not_of('0') + 1);
  return digits.empty() ? "0" : "0." + digits;
}

struct value_writer {
  json_writer& written;
  const fault_rule& rule;
  std::string_view name;

  void operator()(const whole_key& key) const { written.key(name).integer(rule.*key.place); }
  void operator()(const text_key& key) const {
    if (!(rule.*key.place).empty())
      written.key(name).text(rule.*key.place);
  }
  void operator()(const symbol_key&) const {
    if (rule.symbol)
      written.key(name).text(rule.symbol->text());
  }
};

} // namespace

std::string_view to_text(fault_kind kind) {
  return rule_form_of(kind).name;
}

result<fault_plan> parse_fault_plan(std::string_view text) {
  const auto whole = json::parse(text, nullptr, false);
  if (!whole.is_object())
    return invalid_at("faults", "the plan must be a JSON object: {\"seed\":1,\"faults\":[…]}");
  fault_plan plan;
  for (const auto& [name, value] : whole.items()) {
    if (name == "seed") {
      const auto seed = whole_within(value, 0, INT64_MAX);
      if (!seed)
        return invalid_at(name, range_words(0, INT64_MAX));
      plan.seed = static_cast<std::uint64_t>(*seed);
    } else if (name != "faults") {
      return invalid_at(name, "there is no such key; allowed: seed, faults");
    } else if (!value.is_array() || value.size() > fault_rules_max) {
      return invalid_at(name,
                        "must be a list of at most " + std::to_string(fault_rules_max) + " rules");
    } else {
      for (const auto& each : value) {
        auto rule = read_rule(each, "faults[" + std::to_string(plan.rules.size()) + "]");
        if (!rule)
          return rule.failure();
        plan.rules.push_back(std::move(*rule));
      }
    }
  }
  return plan;
}

std::string members_of(const fault_rule& rule) {
  const auto& form = rule_form_of(rule.kind);
  json_writer written;
  written.object().key("kind").text(form.name);
  written.key("probability").raw(probability_text(rule.probability_ppm));
  if (rule.times)
    written.key("times").integer(*rule.times);
  for (const auto name : form.keys)
    std::visit(value_writer{written, rule, name}, rule_key_named(name).value);
  return written.take().substr(1);
}

} // namespace troupe::net::venue
