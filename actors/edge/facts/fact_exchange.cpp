#include "actors/edge/facts/fact_exchange.hpp"

#include "runtime/log.hpp"
#include "trading/market/time.hpp"

#include <boost/asio/steady_timer.hpp>

#include <algorithm>
#include <chrono>
#include <utility>

namespace troupe::actors {

namespace facts = persistence::facts;

namespace {

constexpr std::int64_t quotes_interval_ns = 1'000'000'000;
constexpr std::int64_t streams_interval_ns = 10'000'000'000; // also where nothing has changed
constexpr std::size_t spendings_page = 500;
constexpr std::size_t quotes_page = 500;
constexpr std::int64_t us_ns = 1'000;
const error busy{"redis_busy", "too many questions wait for the store of facts"};
const error broken{"redis_refused", "the store of facts failed"};

template <class Value>
std::vector<Value> page_of(const std::vector<Value>& all, std::size_t from, std::size_t size) {
  const auto begin = all.begin() + static_cast<std::ptrdiff_t>(std::min(from, all.size()));
  const auto end = all.begin() + static_cast<std::ptrdiff_t>(std::min(from + size, all.size()));
  return {begin, end};
}

} // namespace

// What one exchange tells and asks.
struct fact_exchange::round {
  std::vector<facts::ending> ended;
  facts::hearing heard;
  std::int64_t now_s = 0;
  struct part {
    std::size_t limit = 0;
    std::string name;
  };
  std::vector<part> parts; // whose spendings these are
  std::vector<facts::spending> spent;
  std::optional<std::string> streams; // empty: there are none any more
  std::vector<facts::fact> quotes;
  std::string edge;
};

struct fact_exchange::outcome {
  std::vector<facts::ending> news;
  facts::hearing heard;
  std::vector<std::int64_t> left_us;
};

fact_exchange::meters fact_exchange::make_meters(runtime::metrics& metrics) {
  return {&metrics.make_counter("troupe_redis_exchanges_total",
                                "Exchanges of facts with the store that edges share."),
          &metrics.make_counter("troupe_redis_failures_total",
                                "Exchanges of facts and questions that failed."),
          &metrics.make_counter("troupe_redis_dropped_spendings_total",
                                "Spendings of limits that were told to no other edge."),
          &metrics.make_gauge("troupe_redis_up",
                              "Whether the last exchange of facts went well; without a Redis, "
                              "the store is in the process.")};
}

fact_exchange::fact_exchange(boost::asio::io_context& lane, std::shared_ptr<store> with,
                             std::shared_ptr<revocation_list> revoked,
                             const runtime::process_clock& clock, std::string name, roads to,
                             meters count)
    : lane_(lane), store_(std::move(with)), revoked_(std::move(revoked)), clock_(clock),
      name_(std::move(name)), to_(std::move(to)), count_(count),
      started_ns_(clock.steady_ns()), side_(lane, pending_max) {}

// -- an exchange ------------------------------------------------------------------------------

result<void> fact_exchange::tell_endings(store& with, const round& asked, outcome& told) {
  told.heard = asked.heard;
  std::size_t at = 0;
  for (bool more = true; more;) {
    facts::endings_question question{page_of(asked.ended, at, store::endings_page), told.heard,
                                     asked.now_s, store::endings_page};
    auto answer = with.exchange(question);
    if (!answer)
      return answer.failure();
    at += store::endings_page;
    more = at < asked.ended.size() || answer->news.size() == store::endings_page;
    told.heard = answer->heard;
    std::move(answer->news.begin(), answer->news.end(), std::back_inserter(told.news));
  }
  return {};
}

result<fact_exchange::outcome> fact_exchange::carry_out(store& with, const round& asked) {
  outcome told;
  if (auto done = tell_endings(with, asked, told); !done)
    return done.failure();
  for (std::size_t at = 0; at < asked.spent.size(); at += spendings_page) {
    const auto left = with.spend(page_of(asked.spent, at, spendings_page));
    if (!left)
      return left.failure();
    told.left_us.insert(told.left_us.end(), left->begin(), left->end());
  }
  result<void> done;
  if (asked.streams)
    done = asked.streams->empty()
               ? with.withdraw("streams", asked.edge)
               : with.publish("streams", {{asked.edge, *asked.streams}}, streams_lifetime_ms);
  for (std::size_t at = 0; done && at < asked.quotes.size(); at += quotes_page)
    done = with.publish("quotes", page_of(asked.quotes, at, quotes_page), quotes_lifetime_ms);
  if (!done)
    return done.failure();
  return told;
}

// -- on the lane ------------------------------------------------------------------------------

fact_exchange::round fact_exchange::gather() {
  round made;
  made.heard = heard_;
  made.now_s = clock_.utc_ns() / trading::second_ns;
  made.edge = name_;
  made.ended = revoked_->take_news();
  if (std::exchange(tell_all_, false))
    made.ended = revoked_->all();
  for (std::size_t index = 0; index < limits_.size(); ++index) {
    auto& each = *limits_[index];
    for (const auto& [name, cost_ns] : each.spent.take()) {
      made.parts.push_back({index, name});
      made.spent.push_back({each.kind + name, cost_ns / us_ns, each.most_ns / us_ns});
    }
    count_.dropped->add(each.spent.take_lost());
  }
  const auto now_ns = clock_.steady_ns();
  if (auto streams = to_.streams();
      streams != streams_told_ ||
      (!streams.empty() && now_ns - streams_told_ns_ >= streams_interval_ns)) {
    streams_told_ns_ = now_ns;
    streams_told_ = streams;
    made.streams = std::move(streams);
  }
  if (store_->is_shared() && now_ns - quotes_told_ns_ >= quotes_interval_ns) {
    quotes_told_ns_ = now_ns;
    made.quotes = to_.quotes();
  }
  return made;
}

bool fact_exchange::has_something_to_tell() const {
  return store_->is_shared() || !begun_ || revoked_->has_news() || !streams_told_.empty() ||
         !to_.streams().empty();
}

void fact_exchange::on_time() {
  if (clock_.steady_ns() - started_ns_ >= begin_ns)
    begin();
  if (under_way_ || !has_something_to_tell())
    return;
  under_way_ = true;
  auto asked = std::make_shared<const round>(gather());
  side_.run<outcome>([with = store_, asked] { return carry_out(*with, *asked); },
                     [this, asked](const result<outcome>& told) { accept(*asked, told); }, busy,
                     broken);
}

void fact_exchange::begin() {
  if (!std::exchange(begun_, true))
    to_.on_begun();
}

void fact_exchange::accept(const round& asked, const result<outcome>& told) {
  under_way_ = false;
  const bool was_out = failure_.has_value();
  count_.up->set(told ? 1 : 0);
  if (!told) {
    if (!was_out)
      runtime::log::write(runtime::log::level::warning, "redis_failed",
                          {{"code", told.failure().code}, {"why", told.failure().message}});
    failure_ = told.failure();
    count_.failures->add();
    count_.dropped->add(asked.spent.size());
    tell_all_ = true;
    streams_told_.clear();
    return begin();
  }
  if (was_out)
    runtime::log::write(runtime::log::level::info, "redis_back");
  failure_.reset();
  count_.exchanges->add();
  // The store was emptied: it knows of this exchange's endings only.
  tell_all_ = !asked.heard.generation.empty() && told->heard.generation != asked.heard.generation;
  heard_ = told->heard;
  for (const auto& each : told->news)
    if (revoked_->hear(each.name, each.until_s))
      to_.on_session_end(each.name);
  hear_limits(asked, *told);
  begin();
}

void fact_exchange::hear_limits(const round& asked, const outcome& told) {
  const auto now_ns = clock_.steady_ns();
  for (std::size_t at = 0; at < told.left_us.size(); ++at) {
    const auto& [limit, name] = asked.parts[at];
    limits_[limit]->hear(name, now_ns + told.left_us[at] * us_ns, now_ns);
  }
}

// -- questions --------------------------------------------------------------------------------

void fact_exchange::claim(const std::string& token, std::int64_t until_s,
                          std::function<void(bool)> done) {
  const auto answer = std::make_shared<std::function<void(bool)>>(std::move(done));
  const auto timer = std::make_shared<boost::asio::steady_timer>(
      lane_, std::chrono::milliseconds(claim_ms));
  const auto tell = [answer, timer](bool first) {
    if (auto once = std::exchange(*answer, {}))
      once(first);
    timer->cancel();
  };
  timer->async_wait([tell, alive = std::weak_ptr<bool>(alive_)](const auto& failed) {
    if (!failed && alive.lock())
      tell(true);
  });
  const facts::endings_question question{
      {{token, until_s}}, {}, clock_.utc_ns() / trading::second_ns, 0};
  side_.run<bool>(
      [with = store_, question]() -> result<bool> {
        const auto told = with->exchange(question);
        return told ? result<bool>(told->added == 1) : result<bool>(told.failure());
      },
      [this, tell](const result<bool>& first) {
        if (!first)
          count_.failures->add();
        tell(!first || *first);
      },
      busy, broken);
}

void fact_exchange::ask_streams(std::function<void(result<std::vector<facts::fact>>)> done) {
  side_.run<std::vector<facts::fact>>([with = store_] { return with->published("streams"); },
                                      std::move(done), busy, broken);
}

std::optional<dependency> fact_exchange::state() const {
  if (!store_->is_shared())
    return std::nullopt;
  return dependency{"redis", begun_ && !failure_, false,
                    failure_ ? failure_->message : begun_ ? "" : "not reached yet"};
}

} // namespace troupe::actors
