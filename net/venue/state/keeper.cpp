#include "net/venue/state/keeper.hpp"

#include "trading/matching/identifier.hpp"

#include <algorithm>
#include <bit>
#include <utility>

namespace troupe::net::venue {

namespace {

error diverged(const std::string& where) {
  return {"state_diverged",
          "the venue's home does not give the state that it was written from (" + where +
              "): it is another version's, or its data files have changed; start with those, or "
              "with another --home"};
}

bool stands_in(const std::vector<trading::symbol>& all, const trading::symbol& one) {
  return std::find(all.begin(), all.end(), one) != all.end();
}

} // namespace

result<std::optional<opening>> read_opening(state_log& log) {
  if (auto rewound = log.rewind(); !rewound)
    return rewound.failure();
  const auto first = log.next();
  if (!first)
    return first.failure();
  if (!*first)
    return std::optional<opening>{};
  auto entry = decode_entry(**first);
  if (!entry)
    return entry.failure();
  if (auto* begun = std::get_if<opening>(&*entry))
    return std::optional(std::move(*begun));
  return error{"invalid_home", "the venue's home does not begin with how it was opened"};
}

// -- restoring --------------------------------------------------------------------------------

result<std::optional<state_entry>> keeper::next() {
  if (ahead_)
    return std::exchange(ahead_, std::nullopt);
  const auto bytes = log_->next();
  if (!bytes)
    return bytes.failure();
  if (!*bytes)
    return std::optional<state_entry>{};
  auto entry = decode_entry(**bytes);
  if (!entry)
    return entry.failure();
  return std::optional(std::move(*entry));
}

result<void> keeper::restore(const opening& as_now, exchange& market, market_source& source,
                             const answer_handler& take) {
  if (!log_)
    return {};
  const auto begun = read_opening(*log_);
  if (!begun)
    return begun.failure();
  if (!*begun)
    return log_->append(encode(as_now), as_now.start_ns);
  if ((*begun)->terms != as_now.terms)
    return error{"invalid_home", "the venue's home was begun with " + (*begun)->terms +
                                     " and is not that of " + as_now.terms +
                                     "; give it the same, or another --home"};
  if ((*begun)->instance != as_now.instance || (*begun)->start_ns != as_now.start_ns)
    return diverged("its market begins at " + trading::format_time(as_now.start_ns) +
                    " instead of " + trading::format_time((*begun)->start_ns));
  times_resumed_ = 1;
  for (;;) {
    const auto entry = next();
    if (!entry)
      return entry.failure();
    if (!*entry)
      return log_->append(encode(resumed{}), market.now());
    if (std::holds_alternative<resumed>(**entry)) {
      ++times_resumed_;
      continue;
    }
    if (auto taken = take_again(**entry, market, source, take); !taken)
      return taken;
  }
}

result<void> keeper::take_again(const state_entry& entry, exchange& market, market_source& source,
                                const answer_handler& take) {
  if (const auto* step = std::get_if<moved>(&entry))
    return move_again(*step, market, source);
  const auto* asked = std::get_if<requested>(&entry);
  if (asked == nullptr)
    return diverged("an entry stands where none of its kind can");
  if (asked->answers_hash != answers_hash_)
    return diverged("before " + asked->method + " " + asked->target + " at " +
                    trading::format_time(market.now()));
  if (auto gathered = gather_faults(); !gathered)
    return gathered;
  answered(take({.method = asked->method,
                 .target = asked->target,
                 .headers = {},
                 .body = asked->body,
                 .remote_address = {}}),
           market);
  return {};
}

// The answers of faults that follow an entry belong to it.
result<void> keeper::gather_faults() {
  asked_before_.clear();
  for (;;) {
    auto following = next();
    if (!following)
      return following.failure();
    if (!*following)
      return {};
    if (const auto* fault = std::get_if<fault_asked>(&**following)) {
      asked_before_.push_back(*fault);
      continue;
    }
    ahead_ = std::move(*following);
    return {};
  }
}

result<void> keeper::move_again(const moved& entry, exchange& market, market_source& source) {
  auto instant = source.next();
  if (!instant || instant->at != entry.at)
    return diverged("the market's instant at " + trading::format_time(entry.at));
  std::erase_if(instant->events,
                [&](const auto& event) { return stands_in(entry.halted, symbol_of(event)); });
  if (auto gathered = gather_faults(); !gathered)
    return gathered;
  market.restate(*instant);
  market.take(*instant);
  return {};
}

bool keeper::struck_before(fault_ask what, const trading::symbol& of) {
  if (asked_before_.empty())
    return false;
  const auto fault = asked_before_.front();
  if (fault.what != what || fault.symbol != of)
    return false;
  asked_before_.pop_front();
  return fault.struck;
}

// -- writing down -----------------------------------------------------------------------------

result<void> keeper::write(const state_entry& entry, trading::time_ns now) {
  if (!log_)
    return {};
  while (!owed_.empty()) {
    if (auto written = log_->append(encode(owed_.front()), now); !written)
      return written;
    owed_.erase(owed_.begin());
  }
  unsynced_ = true;
  return log_->append(encode(entry), now);
}

result<void> keeper::about_to_take(const market_instant& instant) {
  return write(moved{instant.at, instant.halted}, instant.at);
}

result<void> keeper::about_to_answer(const http::request& asked, trading::time_ns now) {
  return write(requested{asked.method, asked.target, asked.body, answers_hash_}, now);
}

void keeper::asked(const fault_asked& fault, trading::time_ns now) {
  if (log_ && !write(fault, now))
    owed_.push_back(fault);
}

void keeper::answered(const http::response& answer, const exchange& market) {
  if (!log_)
    return;
  const auto cash = market.engine().account().cash().text();
  answers_hash_ = std::rotl(answers_hash_, 1) ^ trading::hash_of_name(answer.body + cash) ^
                  static_cast<std::uint64_t>(answer.status);
}

void keeper::sync() {
  if (log_ && std::exchange(unsynced_, false) && !log_->sync())
    unsynced_ = true;
}

} // namespace troupe::net::venue
