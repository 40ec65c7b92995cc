#include "actors/edge/read_model/order_history.hpp"

#include <algorithm>
#include <tuple>

namespace troupe::actors {

using trading::order_event_kind;

void order_history::fold(const trading::order_event& reported) {
  book_.fold(reported);
  auto& times = times_[reported.client_order_id];
  switch (reported.kind) {
  case order_event_kind::fill:
    times.filled_ns = reported.market_ns;
    break;
  case order_event_kind::canceled:
    times.canceled_ns = reported.market_ns;
    break;
  case order_event_kind::expired:
    times.expired_ns = reported.market_ns;
    break;
  case order_event_kind::rejected:
  case order_event_kind::resolved:
    times.failed_ns = reported.market_ns;
    break;
  case order_event_kind::replaced:
    times.replaced_ns = reported.market_ns;
    break;
  default:
    break;
  }
}

const std::string& shown_id(const trading::order& known) {
  return known.order_id.empty() ? known.request.client_order_id : known.order_id;
}

order_view order_history::view_of(const trading::order& known) const {
  const auto found = times_.find(known.request.client_order_id);
  order_view view{&known, found == times_.end() ? order_times{} : found->second};
  if (const auto* before = book_.find(known.request.replaces))
    view.replaces = shown_id(*before);
  const auto* after = book_.find(known.replaced_by);
  if (after != nullptr && after->status != trading::order_status::rejected)
    view.replaced_by = shown_id(*after);
  if (known.request.parent_id.empty())
    for (const auto* leg : book_.legs_of(known.request.client_order_id))
      view.legs.push_back(view_of(*leg));
  return view;
}

std::optional<order_view> order_history::find(std::string_view id) const {
  const auto* known = book_.find_by_venue_id(id);
  if (known == nullptr)
    known = book_.find(id);
  if (known == nullptr)
    return std::nullopt;
  return view_of(*known);
}

std::vector<order_view> order_history::list(const order_query& wanted) const {
  auto found = wanted.status == order_selection::open ? book_.open_orders() : book_.all();
  std::erase_if(found, [&](const trading::order* each) {
    const auto& names = wanted.symbols;
    return (wanted.status == order_selection::closed && !trading::is_terminal(each->status)) ||
           (!names.empty() &&
            std::find(names.begin(), names.end(), each->request.symbol) == names.end()) ||
           (wanted.after_ns && each->created_ns <= *wanted.after_ns) ||
           (wanted.until_ns && each->created_ns >= *wanted.until_ns);
  });
  std::sort(found.begin(), found.end(),
            [&](const trading::order* left, const trading::order* right) {
              if (wanted.newest_first)
                std::swap(left, right);
              return std::tie(left->created_ns, left->request.client_order_id) <
                     std::tie(right->created_ns, right->request.client_order_id);
            });
  if (found.size() > wanted.limit)
    found.resize(wanted.limit);
  std::vector<order_view> views;
  for (const auto* each : found)
    views.push_back(view_of(*each));
  return views;
}

} // namespace troupe::actors
