#include "persistence/journal/digest.hpp"

#include "persistence/journal/blake2b.hpp"
#include "persistence/journal/reader.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>
#include <variant>

namespace troupe::persistence::journal {

namespace {

// Netstrings ("4:AAPL,"), one after another: no two sequences of fields give the same text.
class canonical_text {
public:
  canonical_text& add(std::string_view field) {
    text_ += std::to_string(field.size());
    text_ += ':';
    text_ += field;
    text_ += ',';
    return *this;
  }
  canonical_text& add(std::int64_t number) { return add(std::string_view(std::to_string(number))); }
  canonical_text& add(bool truth) { return add(std::string_view(truth ? "true" : "false")); }
  template <class Tag>
  canonical_text& add(trading::fixed<Tag> amount) {
    return add(std::string_view(amount.text()));
  }
  std::string take() { return std::move(text_); }

private:
  std::string text_;
};

// What an order asks for beyond a simple one; of a simple one the text stays what it always was.
void add_instructions(canonical_text& content, const trading::order_request& request) {
  const bool trails = !request.trail_price.is_zero() || !request.trail_percent.is_zero();
  if (request.order_class != trading::order_class::simple || request.extended_hours || trails) {
    content.add(to_text(request.order_class)).add(request.extended_hours);
    content.add(request.trail_price).add(request.trail_percent);
    content.add(request.take_profit_limit_price).add(request.stop_loss_stop_price);
    content.add(request.stop_loss_limit_price);
  }
  if (!request.replaces.empty())
    content.add(std::string_view("replaces"));
}

} // namespace

void digest_fold::apply(const trading::event& happened) {
  if (const auto* session = std::get_if<trading::session_started>(&happened))
    add(*session);
  else if (const auto* decision = std::get_if<trading::decision>(&happened))
    add(*decision);
  else if (const auto* intent = std::get_if<trading::intent>(&happened))
    add(*intent);
  else if (const auto* told = std::get_if<trading::order_event>(&happened))
    add(*told);
}

void digest_fold::add(const trading::session_started& session) {
  if (broker_account_ == session.broker_account)
    return;
  broker_account_ = session.broker_account;
  lines_.clear();
  intents_.clear();
}

void digest_fold::add(const trading::decision& made) {
  canonical_text content;
  content.add(to_text(made.verdict)).add(made.reason.text());
  content.add(static_cast<std::int64_t>(made.inputs.size()));
  for (const auto& input : made.inputs)
    content.add(input.name.text()).add(input.value).add(input.defined);
  content.add(static_cast<std::int64_t>(made.gates.size()));
  for (const auto& gate : made.gates)
    content.add(gate.name.text())
        .add(gate.value)
        .add(gate.comparison.text())
        .add(gate.threshold)
        .add(gate.passed);
  const auto at = made.stage == trading::decision_stage::strategy ? stage::strategy : stage::risk;
  lines_.emplace_back(made.market_ns, made.symbol.text(), made.strategy.text(), at, made.ordinal,
                      content.take());
}

void digest_fold::add(const trading::intent& meant) {
  const auto& request = meant.request;
  intents_.insert_or_assign(request.client_order_id,
                            origin{meant.strategy, meant.ordinal, meant.market_ns});
  canonical_text content;
  content.add(to_text(request.side)).add(to_text(request.type));
  content.add(to_text(request.time_in_force)).add(request.qty).add(request.notional);
  content.add(request.limit_price).add(request.stop_price);
  add_instructions(content, request);
  lines_.emplace_back(meant.market_ns, request.symbol.text(), meant.strategy.text(), stage::intent,
                      meant.ordinal, content.take());
}

void digest_fold::add(const trading::order_event& told) {
  using kind = trading::order_event_kind;
  if (told.kind != kind::fill && told.kind != kind::partial_fill)
    return;
  const auto found = intents_.find(told.client_order_id);
  const auto from = found == intents_.end() ? origin{} : found->second;
  canonical_text content;
  content.add(to_text(told.kind)).add(from.market_ns).add(to_text(told.side));
  content.add(told.qty).add(told.px).add(told.cumulative_qty).add(told.fee_qty).add(told.fee);
  lines_.emplace_back(told.market_ns, told.symbol.text(), from.strategy.text(), stage::fill,
                      from.ordinal, content.take());
}

std::string digest_fold::hex() const {
  auto lines = lines_;
  std::sort(lines.begin(), lines.end());
  lines.erase(std::unique(lines.begin(), lines.end()), lines.end());
  blake2b hash;
  for (const auto& [market_ns, symbol, strategy, at, ordinal, content] : lines) {
    constexpr std::array<std::string_view, 4> stage_names{"strategy", "risk", "intent", "fill"};
    canonical_text whole;
    whole.add(market_ns).add(symbol).add(strategy).add(stage_names[static_cast<std::size_t>(at)]);
    whole.add(std::int64_t{ordinal}).add(content);
    hash.add(whole.take() + "\n");
  }
  return to_hex(hash.finish());
}

result<std::string> digest(const std::filesystem::path& folder) {
  auto journal = reader::open(folder);
  if (!journal)
    return journal.failure();
  digest_fold fold;
  for (;;) {
    auto next = journal->next();
    if (!next)
      return next.failure();
    if (!*next)
      return fold.hex();
    fold.apply((*next)->event);
  }
}

} // namespace troupe::persistence::journal
