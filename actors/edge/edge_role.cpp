#include "actors/edge/edge_role.hpp"

#include "actors/edge/json/backtest_entry_json.hpp"
#include "actors/edge/json/market_json.hpp"
#include "actors/edge/json/status_json.hpp"
#include "actors/edge/rest/page_answer.hpp"
#include "actors/edge/rest/routes.hpp"
#include "actors/edge/system_survey.hpp"

#include <boost/asio/post.hpp>

#include <chrono>
#include <iostream>
#include <utility>

namespace troupe::actors {

namespace {

constexpr std::chrono::milliseconds beat{100};

// Everything but quotes and trades, whose latest come from the feed.
constexpr std::uint32_t record_types() {
  return event_types<trading::session_started, trading::clock_tick, trading::bar,
                     trading::history_bar, trading::decision, trading::intent, trading::order_event,
                     trading::adjustment, trading::command, trading::configuration>();
}

runtime::counter* answer_counter(runtime::metrics& metrics, std::size_t hundreds) {
  return &metrics.make_counter("troupe_edge_answers_total", "REST requests answered.",
                               {{"status", std::to_string(hundreds) + "xx"}});
}

} // namespace

edge_role::edge_role(caf::actor_config& config, role_context given, edge_services services)
    : role(config, std::move(given)), services_(std::move(services)),
      journal_(context(),
               {.waits_for = {{"journal", 0}},
                .types = record_types(),
                .live = true,
                .on_record = [this](const auto& told) { fold(told); },
                .on_caught_up =
                    [this] {
                      become_ready();
                      hub_->tell_snapshots();
                    },
                .on_waiting = [this](std::string whom) { wait_because(std::move(whom)); }}),
      risk_(reach<risk_actor>("risk")), executor_(reach<executor_actor>("executor")),
      portfolio_(reach<portfolio_actor>("portfolio")), timer_(context().lane->io()), answers_(),
      conflated_(context().metrics->make_counter(
          "troupe_edge_conflated_quotes_total",
          "Quotes that a newer one replaced while their client was slow.")),
      writes_lost_(context().metrics->make_counter(
          "troupe_edge_audit_failures_total",
          "Writes that were carried out and could not be added to the audit log.")),
      streams_(context().metrics->make_gauge("troupe_edge_streams", "Open WebSocket streams.")) {
  for (std::size_t index = 0; index < answers_.size(); ++index)
    answers_[index] = answer_counter(*context().metrics, index + 1);
}

edge_role::behavior_type edge_role::make_behavior() {
  if (open_desks()) {
    if (!facts_->is_shared()) // else once it is known what has ended elsewhere
      listen();
    prepare_users();
    journal_.start();
    on_time();
  }
  return {
      [this](const market_quote& told) {
        known_.fold(told.quote, steady_ns());
        if (hub_->has_listeners())
          hub_->tell(delta_of(told.quote));
      },
      [this](const market_trade& told) {
        known_.fold(told.trade, steady_ns());
        if (hub_->has_listeners())
          hub_->tell(delta_of(told.trade));
      },
      [this](const fallback_quote& told) { known_.fold(told); },
      [this](const journal_page& page) { journal_.accept(page); },
      [this](const account_update& told) {
        known_.fold(told);
        if (hub_->has_listeners())
          hub_->tell(account_delta(known_));
      },
      [this](const position_update& told) {
        known_.fold(told);
        if (hub_->has_listeners())
          hub_->tell(delta_of(told.position, known_));
      },
      [this](const operator_reply& reply) { desk_->accept(reply); },
      [this](const risk_report& told) { desk_->accept(told); },
      [this](const portfolio_answer& told) { desk_->accept(told); },
  };
}

// -- starting ---------------------------------------------------------------------------------

bool edge_role::open_desks() {
  const auto key = load_or_make_signing_key(settings().home);
  authority_.emplace(key ? *key : signing_key{}, services_.revoked);
  logins_.emplace(context().lane->io(), settings().home);
  past_.emplace(context().lane->io(), *context().clock);
  venue_answers_.emplace(context().lane->io(), *context().venue, *context().clock);
  keys_.emplace(context().lane->io(), settings().home,
                [this](const std::vector<api_key>& keys) { hold_keys(keys); });
  users_.emplace(context().lane->io(), settings().home,
                 [this](const user_list& known) { hold_users(known); });
  second_factors_.emplace(context().lane->io(), settings().home, services_.master_key,
                          [this](const std::string& what, std::int64_t until_s, auto done) {
                            facts_->claim(what, until_s, std::move(done));
                          });
  desk_.emplace(operator_desk::roads{
                    [this](manual_order asked) { return tell(risk_, std::move(asked)); },
                    [this](operator_command asked) { return tell(risk_, std::move(asked)); },
                    [this](cancel_order asked) { return tell(executor_, std::move(asked)); },
                    [this](replace_order asked) { return tell(risk_, std::move(asked)); },
                    [this](risk_request asked) { return tell(risk_, asked); },
                    [this](portfolio_question asked) {
                      return tell(portfolio_, std::move(asked));
                    }},
                context().incarnation);
  hub_.emplace(known_, *context().clock,
               stream_hub::roads{[this](std::string_view token) {
                                   return authority_->check(token, token_use::access,
                                                            context().clock->utc_ns() /
                                                                trading::second_ns);
                                 },
                                 [this] { return status_text(); }, [this] { conflated_.add(); },
                                 [this] { return backtests_snapshot(*backtests_); },
                                 [this] {
                                   boost::asio::post(context().lane->io(),
                                                     guarded([this] { hub_->flush(); }));
                                 }});
  open_backtests();
  open_facts();
  const auto request_seed = static_cast<std::uint64_t>(context().clock->utc_ns());
  dispatcher_.emplace(
      make_routes(), *authority_, *context().clock, request_seed,
      [this](int status) { answers_.at(static_cast<std::size_t>(status / 100 - 1))->add(); },
      access_terms{!settings().edge.tls_certificate.empty(),
                   settings().edge.address_requests_per_s, settings().edge.user_requests_per_s});
  dispatcher_->guard_by([this](const token_claims& who) {
    return second_factors_->check(who, context().clock->utc_ns() / trading::second_ns);
  });
  dispatcher_->watch_writes([this](const audit_entry& written) { keep(written); });
  constexpr auto burst_ns = request_throttle::burst_s * trading::second_ns;
  facts_->share("address", dispatcher_->by_address(), burst_ns);
  facts_->share("user", dispatcher_->by_user(), burst_ns);
  facts_->share("login", login_tries_, login_throttle::tries_max * login_throttle::refill_ns);
  if (!key)
    fail(key.failure().code, key.failure().message);
  return static_cast<bool>(key);
}

void edge_role::open_facts() {
  fact_exchange::roads to;
  to.on_session_end = [this](const std::string& session) { hub_->end_session(session); };
  to.on_begun = guarded([this] {
    if (facts_->is_shared())
      listen();
  });
  to.streams = [this] { return hub_->list(); };
  to.quotes = [this] { return changed_quotes(); };
  facts_.emplace(context().lane->io(), services_.facts, services_.revoked, *context().clock,
                 context().node + "-" + std::to_string(services_.started_utc_ns), std::move(to),
                 fact_exchange::make_meters(*context().metrics));
}

// A second connection to the database: the role of the read side may be on another node.
void edge_role::open_backtests() {
  std::shared_ptr<persistence::read_side::read_store> store;
  if (auto opened =
          persistence::read_side::open_read_store(settings().database_url, settings().home))
    store = std::move(opened).value();
  backtest_desk::roads to;
  to.on_change = [this](const backtest_desk::entry& told) {
    if (hub_->has_listeners())
      hub_->tell({channel::backtests, "backtest", std::nullopt,
                  std::make_shared<const std::string>(backtest_entry_json(told))});
  };
  to.on_store_failed = [](const error& why) {
    runtime::log::write(runtime::log::level::warning, "backtest_not_kept",
                        {{"code", why.code}, {"why", why.message}});
  };
  backtests_.emplace(context().lane->io(), *context().clock, settings().trading.account_id,
                     std::move(store), std::move(to));
  backtests_->open();
}

route_table edge_role::make_routes() {
  route_sources sources;
  sources.settings = &settings();
  sources.venue = context().venue;
  sources.known = &known_;
  sources.clock = context().clock;
  sources.services = &services_;
  sources.authority = &*authority_;
  sources.logins = &*logins_;
  sources.keys = &*keys_;
  sources.users = &*users_;
  sources.second_factors = &*second_factors_;
  sources.desk = &*desk_;
  sources.login_tries = &login_tries_;
  sources.facts = &*facts_;
  sources.past = &*past_;
  sources.backtests = &*backtests_;
  sources.venue_answers = &*venue_answers_;
  sources.last_seq = [this] { return journal_.next_seq() - 1; };
  sources.system = [this] { return survey(); };
  sources.metrics = [this] { return context().metrics->expose(); };
  sources.on_session_end = [this](const std::string& session) { hub_->end_session(session); };
  return make_route_table(sources);
}

void edge_role::listen() {
  front_door::handlers on;
  on.refusal = [this](int status, std::string_view why) {
    return dispatcher_ ? dispatcher_->refuse(status, why) : net::http::refusal(status, why);
  };
  on.on_request = guarded([this](net::http::request asked, respond answer) {
    serve(std::move(asked), std::move(answer));
  });
  on.on_upgrade = [this](const net::http::request& asked) { return accept_stream(asked); };
  on.on_changed = [](const result<void>& done) {
    if (done)
      runtime::log::write(runtime::log::level::info, "certificate_changed");
    else
      runtime::log::write(runtime::log::level::error, "certificate_refused",
                          {{"code", done.failure().code}, {"why", done.failure().message}});
  };
  auto opened = front_door::open(context().lane->io(), settings().edge, std::move(on));
  if (!opened)
    return fail(opened.failure().code, opened.failure().message);
  door_ = std::move(*opened);
}

void edge_role::serve(net::http::request asked, respond answer) {
  auto file = answer_page(built_page(), asked);
  if (!file)
    return dispatcher_->handle(std::move(asked), std::move(answer));
  if (auto refused = dispatcher_->refuse_too_many(asked.remote_address))
    return answer(std::move(*refused));
  dispatcher_->dress(*file);
  answer(std::move(*file));
}

net::http::upgrade_answer edge_role::accept_stream(const net::http::request& asked) {
  if (auto refused = dispatcher_->refuse_too_many(asked.remote_address))
    return std::move(*refused);
  auto answer = hub_->accept(asked);
  if (auto* refused = std::get_if<net::http::response>(&answer))
    dispatcher_->dress(*refused);
  if (auto* on = std::get_if<net::websocket::handlers>(&answer)) {
    on->on_open = guarded(std::move(on->on_open));
    on->on_message = guarded(std::move(on->on_message));
    on->on_close = guarded(std::move(on->on_close));
  }
  return answer;
}

void edge_role::prepare_users() {
  logins_->prepare(
      settings().admin_password, guarded([this](const result<std::optional<std::string>>& made) {
        if (!made)
          return fail(made.failure().code, made.failure().message);
        if (*made)
          std::cout << "troupe: log in as admin with the password " << **made << " (kept in "
                    << settings().home << "/admin-password)" << std::endl;
      }));
}

// Streams of keys that are no longer held end at once.
void edge_role::hold_keys(const std::vector<api_key>& keys) {
  const auto before = authority_->keys().keys();
  authority_->keys().set(keys);
  for (const auto& [id, known] : before)
    if (!authority_->keys().keys().contains(id))
      hub_->end_session(known.session());
}

// Who is gone, or has another role or password, begins anew.
void edge_role::hold_users(const user_list& known) {
  for (const auto& name : authority_->users().set(known))
    hub_->end_sessions_of(name);
}

void edge_role::look_for_changes() {
  if (looked_ns_ != 0 && steady_ns() - looked_ns_ < trading::second_ns)
    return;
  looked_ns_ = steady_ns();
  const auto unreadable = [](std::string_view what) {
    return [what](const error& why) {
      runtime::log::write(runtime::log::level::error, what,
                          {{"code", why.code}, {"why", why.message}});
    };
  };
  keys_->look(unreadable("api_keys_unreadable"));
  users_->look(unreadable("users_unreadable"));
  if (const auto read = second_factors_->look(); !read)
    unreadable("second_factors_unreadable")(read.failure());
}

void edge_role::keep(const audit_entry& written) {
  if (const auto kept = audit_log(settings().home).append(written); !kept) {
    writes_lost_.add();
    runtime::log::write(runtime::log::level::error, "audit_failed",
                        {{"request", written.request_id}, {"why", kept.failure().message}});
  }
}

// -- what happens -----------------------------------------------------------------------------

void edge_role::fold(const persistence::journal::record& told) {
  const auto account = known_.session().broker_account;
  known_.fold(told);
  if (!ready() || !hub_->has_listeners())
    return;
  if (known_.session().broker_account != account)
    return hub_->tell_snapshots();
  for (const auto& news : deltas_of(told, known_))
    hub_->tell(news);
}

void edge_role::on_time() {
  desk_->expire(steady_ns());
  look_for_changes();
  if (door_)
    door_->look(steady_ns());
  backtests_->on_time();
  hub_->on_time();
  facts_->on_time();
  streams_.set(static_cast<std::int64_t>(hub_->size()));
  ask_portfolio();
  timer_.expires_after(beat);
  timer_.async_wait(guarded([this](const auto& failed) {
    if (!failed)
      on_time();
  }));
}

// The books are asked for whenever somebody else keeps them, and whenever the journal or the
// portfolio goes over to another account: the two do not do so at the same moment.
void edge_role::ask_portfolio() {
  const auto entry = context().directory->find({"portfolio", 0});
  const auto& told = known_.account();
  const auto account =
      known_.session().broker_account + " " + (told ? told->broker_account : std::string());
  if (!ready() || !entry || !entry->ready ||
      (entry->incarnation == portfolio_incarnation_ && account == portfolio_account_))
    return;
  if (!tell(portfolio_, portfolio_request{}))
    return;
  portfolio_incarnation_ = entry->incarnation;
  portfolio_account_ = account;
}

std::vector<persistence::facts::fact> edge_role::changed_quotes() {
  std::vector<persistence::facts::fact> changed;
  for (const auto& [name, seen] : known_.quotes()) {
    auto& told_ns = quotes_told_[name];
    if (std::exchange(told_ns, seen.arrived_ns) == seen.arrived_ns)
      continue;
    json_writer json;
    write_object(json, write_quote_members, seen.quote);
    changed.push_back({std::string(name.text()), json.take()});
  }
  return changed;
}

system_state edge_role::survey() const {
  auto state = survey_system(context(), services_);
  if (auto redis = facts_->state())
    state.dependencies.push_back(std::move(*redis));
  return state;
}

std::string edge_role::status_text() const {
  json_writer json;
  json.object();
  write_status_members(json, known_, survey(), *context().venue);
  json.end_object();
  return json.take();
}

void edge_role::on_exit() {
  role::on_exit();
  journal_.stop();
  timer_.cancel();
  door_.reset();
  facts_.reset();
  dispatcher_.reset();
  backtests_.reset();
  hub_.reset();
  desk_.reset();
  logins_.reset();
  keys_.reset();
  second_factors_.reset();
  users_.reset();
  past_.reset();
  venue_answers_.reset();
  authority_.reset();
}

} // namespace troupe::actors
