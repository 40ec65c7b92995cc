#include "actors/replay/journal_survey.hpp"

#include <algorithm>
#include <limits>
#include <utility>
#include <variant>

namespace troupe::actors {

namespace {

struct surveyor {
  journal_survey& found;
  std::uint64_t seq;
  std::string& broker_account;

  void operator()(const trading::session_started& session) const {
    if (std::exchange(broker_account, session.broker_account) == session.broker_account)
      return;
    found.run_seq = seq;
    found.last_ns = 0;
  }
  void operator()(const trading::configuration& chosen) const {
    auto& known = found.configurations;
    if (std::find(known.begin(), known.end(), chosen.settings) == known.end())
      known.push_back(chosen.settings);
  }
  void operator()(const trading::decision&) const {
    found.unconfigured = found.unconfigured || found.configurations.empty();
  }
  void operator()(const trading::bar& told) const { market(told.symbol, told.end_ns()); }
  void operator()(const trading::history_bar& told) const { found.symbols.insert(told.bar.symbol); }
  void operator()(const trading::quote& told) const { market(told.symbol, told.market_ns); }
  template <class Other>
  void operator()(const Other&) const {}

  void market(const trading::symbol& of, trading::time_ns at) const {
    found.symbols.insert(of);
    found.last_ns = std::max(found.last_ns, at);
  }
};

} // namespace

result<journal_survey> survey_journal(const replay_request& asked) {
  journal_survey found;
  std::string broker_account;
  const auto read =
      visit_journal(asked, std::numeric_limits<std::uint64_t>::max(), [&](const auto& record) {
        std::visit(surveyor{found, record.seq, broker_account}, record.event);
        return true;
      });
  if (!read)
    return read.failure();
  return found;
}

} // namespace troupe::actors
