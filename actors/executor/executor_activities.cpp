// Why the venue's books differ from ours, where the venue says so: what it names as an activity is
// taken over as that, and the books are compared again. What is left then is corrected.
#include "actors/executor/executor_role.hpp"

#include <algorithm>
#include <utility>

namespace troupe::actors {

namespace {

// An activity may be told by its day alone, and days after it.
constexpr trading::time_ns activity_delay_ns = 4 * trading::day_ns;
// The venue is asked for what is later than an instant, and that of this instant counts too.
constexpr trading::time_ns overlap_of_activities_ns = trading::minute_ns;
// A deposit must not pass for a correction because one answer was lost; but a venue that never
// answers this question does not keep trading from starting for ever.
constexpr int unanswered_causes_max = 5;

} // namespace

// True: the venue is being asked, and the comparison does not count. What it is asked later than
// its books were has everything that those could have, so what is not named then has no name. Of an
// account that is new here, what is held has no cause that concerns us.
bool executor_role::ask_for_causes(const std::vector<trading::adjustment>& differences) {
  if (differences.empty() || new_account_ || std::exchange(causes_asked_, false))
    return false;
  const auto last_ns = compared_ns_ == 0 ? last_heard_ns_ : compared_ns_;
  asking_books_ = true;
  client_->activities(
      std::max(account_since_ns_, last_ns - activity_delay_ns) - overlap_of_activities_ns,
      guarded([this, differences](const result<std::vector<trading::account_activity>>& told) {
        asking_books_ = false;
        if (!told && ++unanswered_causes_ < unanswered_causes_max)
          return retry(told.failure());
        unanswered_causes_ = 0;
        take_over_causes(differences, told);
        ask_books();
      }));
  return true;
}

void executor_role::take_over_causes(
    const std::vector<trading::adjustment>& differences,
    const result<std::vector<trading::account_activity>>& told) {
  if (!told)
    runtime::log::write(runtime::log::level::warning, "activities_not_told",
                        {{"code", told.failure().code}, {"why", told.failure().message}});
  const auto causes =
      told ? trading::explained_by(*told, differences, books_, account_since_ns_, venue_ns_)
           : std::vector<trading::adjustment>{};
  causes_asked_ = causes.empty();
  for (const auto& each : causes) {
    activities_.add();
    runtime::log::write(runtime::log::level::info, "activity_taken_over",
                        {{"kind", std::string(trading::to_text(each.kind))},
                         {"symbol", std::string(each.symbol.text())},
                         {"qty", each.qty.text()},
                         {"cash", each.cash.text()},
                         {"why", each.reason}});
    publish(each);
  }
}

} // namespace troupe::actors
