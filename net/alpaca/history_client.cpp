#include "net/alpaca/history_client.hpp"

#include "net/alpaca/back_off.hpp"
#include "net/alpaca/history_decoder.hpp"
#include "net/alpaca/history_target.hpp"
#include "net/alpaca/venue_error.hpp"
#include "net/http/message.hpp"

#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>

#include <algorithm>
#include <tuple>
#include <utility>

namespace troupe::net::alpaca {

namespace {

namespace asio = boost::asio;

constexpr int attempts_max = 3; // for one page

// One query under way: group after group, page after page.
template <class Value>
struct query {
  std::vector<symbol_group> groups;
  std::size_t current = 0; // of groups
  std::string page_token;
  int attempts = 0; // at the current page
  std::vector<Value> found;
  history_client::on_result<std::vector<Value>> done;
};

struct bars_under_way : query<trading::bar> {
  bar_query wanted;
  std::string frame;
};

using quotes_under_way = query<trading::quote>;

} // namespace

class history_client::state : public std::enable_shared_from_this<state> {
public:
  state(asio::io_context& io, const access& venue, history_options options)
      : io_(io), options_(std::move(options)), back_off_(back_off_options{}, options_.seed),
        gate_(io, venue.data, venue.keys, options_.gate) {}

  void ask(std::shared_ptr<bars_under_way> asked) {
    if (asked->current == asked->groups.size()) {
      std::sort(asked->found.begin(), asked->found.end(), [](const auto& left, const auto& right) {
        return std::tie(left.start_ns, left.symbol) < std::tie(right.start_ns, right.symbol);
      });
      asked->done(std::move(asked->found));
      return;
    }
    auto target =
        bars_target(asked->groups[asked->current], asked->wanted, asked->frame, options_.feed);
    if (!asked->page_token.empty())
      target += "&page_token=" + http::percent_encode(asked->page_token);
    send(asked, std::move(target), [this, asked](const std::string& body) -> result<void> {
      const auto known = asked->found.size();
      auto token = decoder_.bars(body, asked->wanted.length_ns, asked->found);
      if (!token) {
        asked->found.resize(known);
        return token.failure();
      }
      asked->page_token = std::move(*token);
      asked->current += asked->page_token.empty() ? 1 : 0;
      return {};
    });
  }

  void ask(std::shared_ptr<quotes_under_way> asked) {
    if (asked->current == asked->groups.size()) {
      std::sort(asked->found.begin(), asked->found.end(),
                [](const auto& left, const auto& right) { return left.symbol < right.symbol; });
      asked->done(std::move(asked->found));
      return;
    }
    send(asked, latest_quotes_target(asked->groups[asked->current], options_.feed),
         [this, asked](const std::string& body) -> result<void> {
           const auto known = asked->found.size();
           const auto read = decoder_.quotes(body, asked->found);
           if (!read)
             asked->found.resize(known);
           else
             ++asked->current;
           return read;
         });
  }

  // Ends a query that needs no request, or cannot have one, later than the call that made it.
  template <class Done>
  void post(Done done) {
    asio::post(io_, [self = weak_from_this(), done = std::move(done)] {
      if (const auto alive = self.lock())
        done();
    });
  }

  const gate_counters& counters() const { return gate_.counters(); }

private:
  template <class Query, class Read>
  void send(std::shared_ptr<Query> asked, std::string target, Read read) {
    const auto what = "GET " + target.substr(0, target.find('?'));
    gate_.send({"GET", std::move(target), {}, {}, {}}, urgency::query,
               [this, asked, what, read](result<http::response> answer) {
                 const auto outcome = taken(answer, what, read);
                 if (!outcome)
                   failed(asked, outcome.failure());
                 else
                   went_on(asked);
               });
  }

  template <class Read>
  static result<void> taken(const result<http::response>& answer, const std::string& what,
                            const Read& read) {
    if (!answer)
      return unanswered(answer.failure(), what);
    if (answer->status != 200)
      return refusal(*answer, what);
    const auto outcome = read(answer->body);
    return outcome ? outcome : result<void>(unreadable(what, outcome.failure().message));
  }

  template <class Query>
  void went_on(const std::shared_ptr<Query>& asked) {
    asked->attempts = 0;
    back_off_.reset();
    if (asked->found.size() > bars_max)
      asked->done(error{"too_many_bars", "more than " + std::to_string(bars_max) +
                                             " bars; ask for a shorter span or fewer symbols"});
    else
      ask(asked);
  }

  template <class Query>
  void failed(const std::shared_ptr<Query>& asked, const error& why) {
    if (++asked->attempts >= attempts_max || !may_succeed_again(why)) {
      asked->done(why);
      return;
    }
    const auto pause = std::make_shared<asio::steady_timer>(io_, back_off_.next());
    pause->async_wait([self = weak_from_this(), pause, asked](boost::system::error_code) {
      if (const auto alive = self.lock())
        alive->ask(asked);
    });
  }

  asio::io_context& io_;
  history_options options_;
  back_off back_off_;
  history_decoder decoder_;
  request_gate gate_; // last, so that its callbacks end before the decoder does
};

history_client::history_client(asio::io_context& io, const access& venue, history_options options)
    : state_(std::make_shared<state>(io, venue, std::move(options))) {}
history_client::~history_client() = default;

void history_client::bars(bar_query wanted, on_result<std::vector<trading::bar>> done) {
  const auto asked = std::make_shared<bars_under_way>();
  asked->groups = group(wanted.symbols);
  asked->wanted = std::move(wanted);
  asked->done = std::move(done);
  auto frame = timeframe(asked->wanted.length_ns);
  if (!frame) {
    state_->post([asked] {
      asked->done(error{"invalid_timeframe", "the venue has no bars of " +
                                                 std::to_string(asked->wanted.length_ns) +
                                                 " ns; ask for whole minutes, hours or a day"});
    });
    return;
  }
  asked->frame = std::move(*frame);
  state_->post([self = state_.get(), asked] { self->ask(asked); });
}

void history_client::latest_quotes(const std::vector<trading::symbol>& symbols,
                                   on_result<std::vector<trading::quote>> done) {
  const auto asked = std::make_shared<quotes_under_way>();
  asked->groups = group(symbols);
  asked->done = std::move(done);
  state_->post([self = state_.get(), asked] { self->ask(asked); });
}

const gate_counters& history_client::counters() const {
  return state_->counters();
}

} // namespace troupe::net::alpaca
