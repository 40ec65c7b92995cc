#include "actors/notifier/notifier_role.hpp"

#include "trading/notice.hpp"

#include <nlohmann/json.hpp>

namespace troupe::actors {

namespace log = runtime::log;

namespace {

log::level level_of(trading::severity severity) {
  switch (severity) {
  case trading::severity::info:
    return log::level::info;
  case trading::severity::warning:
    return log::level::warning;
  case trading::severity::error:
    return log::level::error;
  }
  return log::level::error;
}

} // namespace

notifier_role::notifier_role(caf::actor_config& config, role_context given)
    : role(config, std::move(given)),
      journal_(context(),
               {.waits_for = {{"journal", 0}},
                .types = event_types<trading::decision, trading::order_event,
                                     trading::adjustment, trading::command>(),
                .live = true,
                .on_record = [this](const auto& told) { on_record(told); },
                .on_caught_up = [this] { become_ready(); },
                .on_waiting = [this](std::string whom) { wait_because(std::move(whom)); }}),
      notices_(context().metrics->make_counter("troupe_notices_total", "Notices told.")),
      undelivered_(context().metrics->make_counter(
          "troupe_notices_undelivered_total", "Notices that the webhook's receiver did not get.")) {
}

notifier_role::behavior_type notifier_role::make_behavior() {
  open_webhook();
  journal_.start();
  return {[this](const journal_page& page) { journal_.accept(page); }};
}

void notifier_role::on_record(const persistence::journal::record& told) {
  if (!ready())
    return;
  const auto notice = trading::notice_of(told.event);
  if (!notice)
    return;
  notices_.add();
  log::write(level_of(notice->severity), notice->kind, {{"text", notice->text}, {"seq", told.seq}});
  if (webhook_)
    post(nlohmann::json{{"severity", trading::to_text(notice->severity)},
                        {"kind", notice->kind},
                        {"text", notice->text},
                        {"seq", told.seq}}
             .dump());
}

void notifier_role::open_webhook() {
  if (settings().notifier.webhook_url.empty())
    return;
  auto opened = net::notify::webhook::create(context().lane->io(),
                                             settings().notifier.webhook_url, {});
  if (opened)
    webhook_ = std::move(opened).value();
  else
    log::write(log::level::error, "webhook_unusable", {{"why", opened.failure().message}});
}

void notifier_role::post(std::string json) {
  webhook_->post(std::move(json), guarded([this](const result<void>& delivered) {
    if (delivered)
      return;
    undelivered_.add();
    log::write(log::level::warning, "notice_undelivered", {{"why", delivered.failure().message}});
  }));
}

void notifier_role::on_exit() {
  role::on_exit();
  journal_.stop();
  webhook_.reset();
}

} // namespace troupe::actors
