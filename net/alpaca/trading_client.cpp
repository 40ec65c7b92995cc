#include "net/alpaca/trading_client.hpp"

#include "net/alpaca/order_body.hpp"
#include "net/alpaca/report_decoder.hpp"
#include "net/alpaca/venue_error.hpp"
#include "net/http/message.hpp"

#include <functional>
#include <iterator>
#include <optional>
#include <set>
#include <utility>

namespace troupe::net::alpaca {

namespace {

constexpr std::size_t page_size = 500; // the venue's most

constexpr std::size_t activity_page_size = 100; // the venue's most

std::string_view to_text(order_filter filter) {
  switch (filter) {
  case order_filter::open:
    return "open";
  case order_filter::closed:
    return "closed";
  case order_filter::all:
    return "all";
  }
  return "all";
}

// A page after the first begins behind the last order of the one before: the venue takes an order
// for a bound, or a time, and not both.
std::string listing_target(const order_query& wanted, const std::string& behind) {
  std::string target = "/v2/orders?direction=asc&limit=" + std::to_string(page_size);
  target += wanted.nested ? "&nested=true" : "&nested=false";
  target += "&status=";
  target += to_text(wanted.status);
  if (!behind.empty())
    target += "&after_order_id=" + http::percent_encode(behind);
  else if (wanted.after_ns != 0)
    target += "&after=" + http::percent_encode(trading::format_time(wanted.after_ns));
  std::string names;
  for (const auto& name : wanted.symbols)
    names += (names.empty() ? "" : ",") + std::string(name.text());
  if (!names.empty())
    target += "&symbols=" + http::percent_encode(names);
  return target;
}

std::string executions_target(const execution_query& wanted,
                              const std::vector<execution_report>& before) {
  auto target =
      "/v2/account/activities/FILL?direction=asc&page_size=" + std::to_string(activity_page_size);
  if (wanted.after_ns != 0)
    target += "&after=" + http::percent_encode(trading::format_time(wanted.after_ns));
  if (!before.empty())
    target += "&page_token=" + http::percent_encode(before.back().activity_id);
  if (!wanted.order_id.empty())
    target += "&order_id=" + http::percent_encode(wanted.order_id);
  return target;
}

std::string activities_target(trading::time_ns after_ns,
                              const std::vector<trading::account_activity>& before) {
  auto target = "/v2/account/activities?category=non_trade_activity&direction=asc&page_size=" +
                std::to_string(activity_page_size);
  if (after_ns != 0)
    target += "&after=" + http::percent_encode(trading::format_time(after_ns));
  if (!before.empty())
    target += "&page_token=" + http::percent_encode(before.back().id);
  return target;
}

} // namespace

class trading_client::state {
public:
  template <class Report>
  using reader = result<Report> (report_decoder::*)(const std::string&);

  state(boost::asio::io_context& io, const access& venue, gate_options options)
      : gate_(io, venue.trading, venue.keys, options) {}

  template <class Report>
  void ask(http::request message, urgency how, reader<Report> read, on_result<Report> done,
           on_leaving may_leave = {}) {
    auto what = message.method + " " + message.target;
    gate_.send(std::move(message), how,
               [this, what = std::move(what), read, done = std::move(done)](
                   result<http::response> answer) { done(reported(answer, what, read)); },
               std::move(may_leave));
  }

  void cancel(http::request message, on_result<void> done) {
    auto what = message.method + " " + message.target;
    gate_.send(std::move(message), urgency::cancel,
               [what = std::move(what), done = std::move(done)](result<http::response> answer) {
                 const auto failure = failure_of(answer, what);
                 done(failure ? result<void>(*failure) : result<void>());
               });
  }

  struct listing {
    order_query wanted;
    on_result<std::vector<order_report>> done;
    std::vector<order_report> found;
    std::set<std::string> ids;
    std::string behind; // the last order of the page before
  };

  void list(std::shared_ptr<listing> under_way) {
    ask<std::vector<order_report>>(
        {"GET", listing_target(under_way->wanted, under_way->behind), {}, {}, {}}, urgency::query,
        &report_decoder::orders, [this, under_way](result<std::vector<order_report>> page) {
          if (!page)
            under_way->done(page.failure());
          else
            turn_page(under_way, std::move(*page));
        });
  }

  // What the venue tells page by page; where a page begins follows from all that came before it.
  template <class Item>
  struct pages {
    std::function<std::string(const std::vector<Item>& before)> target;
    reader<std::vector<Item>> read;
    std::size_t most;
    error too_many;
    on_result<std::vector<Item>> done;
    std::vector<Item> found{};
  };

  template <class Item>
  void list_pages(std::shared_ptr<pages<Item>> under_way) {
    ask<std::vector<Item>>({"GET", under_way->target(under_way->found), {}, {}, {}}, urgency::query,
                           under_way->read, [this, under_way](result<std::vector<Item>> page) {
                             if (!page)
                               return under_way->done(page.failure());
                             auto& found = under_way->found;
                             const bool last = page->size() < activity_page_size;
                             std::move(page->begin(), page->end(), std::back_inserter(found));
                             if (found.size() > under_way->most)
                               return under_way->done(under_way->too_many);
                             if (last)
                               return under_way->done(std::move(found));
                             list_pages(under_way);
                           });
  }

  const gate_counters& counters() const { return gate_.counters(); }

private:
  static bool succeeded(const http::response& answer) {
    return answer.status >= 200 && answer.status < 300;
  }

  static std::optional<error> failure_of(const result<http::response>& answer,
                                         const std::string& what) {
    if (!answer)
      return unanswered(answer.failure(), what);
    if (!succeeded(*answer))
      return refusal(*answer, what);
    return std::nullopt;
  }

  template <class Report>
  result<Report> reported(const result<http::response>& answer, const std::string& what,
                          reader<Report> read) {
    if (const auto failure = failure_of(answer, what))
      return *failure;
    auto report = (decoder_.*read)(answer->body);
    if (!report)
      return unreadable(what, report.failure().message);
    return report;
  }

  // Orders, not instants, are what pages end with: any number may be of one instant.
  void turn_page(const std::shared_ptr<listing>& under_way, std::vector<order_report> page) {
    const bool last = page.size() < page_size;
    const auto known = under_way->found.size();
    auto behind = page.empty() ? std::string() : page.back().order_id;
    for (auto& listed : page)
      for (auto& report : flattened(std::move(listed)))
        if (under_way->ids.insert(report.order_id).second)
          under_way->found.push_back(std::move(report));
    if (last) {
      under_way->done(std::move(under_way->found));
      return;
    }
    if (under_way->found.size() > orders_max || under_way->found.size() == known) {
      under_way->done(error{"too_many_orders",
                            "the venue lists more orders than can be taken in, or one page again "
                            "and again; ask for a later start or fewer symbols"});
      return;
    }
    under_way->behind = std::move(behind);
    list(under_way);
  }

  report_decoder decoder_;
  request_gate gate_; // last, so that its callbacks end before the decoder does
};

trading_client::trading_client(boost::asio::io_context& io, const access& venue,
                               gate_options options)
    : state_(std::make_unique<state>(io, venue, options)) {}
trading_client::~trading_client() = default;

void trading_client::submit(const trading::order_request& wanted, on_result<order_report> done,
                            on_leaving may_leave) {
  state_->ask<order_report>({"POST", "/v2/orders", {}, order_body(wanted), {}}, urgency::order,
                            &report_decoder::order, std::move(done), std::move(may_leave));
}

void trading_client::replace(std::string_view order_id, const trading::order_change& wanted,
                             on_result<order_report> done, on_leaving may_leave) {
  state_->ask<order_report>({"PATCH", "/v2/orders/" + http::percent_encode(order_id), {},
                             change_body(wanted), {}},
                            urgency::order, &report_decoder::order, std::move(done),
                            std::move(may_leave));
}

void trading_client::cancel(std::string_view order_id, on_result<void> done) {
  state_->cancel({"DELETE", "/v2/orders/" + http::percent_encode(order_id), {}, {}, {}},
                 std::move(done));
}

void trading_client::order_by_client_id(std::string_view client_order_id,
                                        on_result<order_report> done) {
  state_->ask<order_report>({"GET",
                             "/v2/orders:by_client_order_id?nested=true&client_order_id=" +
                                 http::percent_encode(client_order_id),
                             {},
                             {},
                             {}},
                            urgency::query, &report_decoder::order, std::move(done));
}

void trading_client::orders(order_query wanted, on_result<std::vector<order_report>> done) {
  state_->list(std::make_shared<state::listing>(
      state::listing{std::move(wanted), std::move(done), {}, {}, {}}));
}

void trading_client::executions(execution_query wanted,
                                on_result<std::vector<execution_report>> done) {
  using listed = state::pages<execution_report>;
  state_->list_pages(std::make_shared<listed>(
      listed{[wanted = std::move(wanted)](const auto& before) {
               return executions_target(wanted, before);
             },
             &report_decoder::executions, executions_max,
             error{"too_many_executions", "the venue tells of more executions than can be taken "
                                          "in; ask for a later start"},
             std::move(done)}));
}

void trading_client::activities(trading::time_ns after_ns,
                                on_result<std::vector<trading::account_activity>> done) {
  using listed = state::pages<trading::account_activity>;
  state_->list_pages(std::make_shared<listed>(
      listed{[after_ns](const auto& before) { return activities_target(after_ns, before); },
             &report_decoder::activities, activities_max,
             error{"too_many_activities", "the venue tells of more activities than can be taken "
                                          "in; ask for a later start"},
             std::move(done)}));
}

void trading_client::positions(on_result<std::vector<position_report>> done) {
  state_->ask<std::vector<position_report>>({"GET", "/v2/positions", {}, {}, {}}, urgency::query,
                                            &report_decoder::positions, std::move(done));
}

void trading_client::account(on_result<account_state> done) {
  state_->ask<account_state>({"GET", "/v2/account", {}, {}, {}}, urgency::query,
                             &report_decoder::account, std::move(done));
}

void trading_client::clock(on_result<clock_state> done) {
  state_->ask<clock_state>({"GET", "/v2/clock", {}, {}, {}}, urgency::query, &report_decoder::clock,
                           std::move(done));
}

void trading_client::asset(const trading::symbol& name, on_result<asset_report> done) {
  state_->ask<asset_report>({"GET", "/v2/assets/" + http::percent_encode(name.text()), {}, {}, {}},
                            urgency::query, &report_decoder::asset, std::move(done));
}

const gate_counters& trading_client::counters() const {
  return state_->counters();
}

} // namespace troupe::net::alpaca
