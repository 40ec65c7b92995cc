#include "actors/edge/operator_desk.hpp"

#include <utility>

namespace troupe::actors {

template <class Send>
void operator_desk::ask(std::int64_t now_ns, on_reply done, const std::string& role, Send&& send) {
  if (pending() >= pending_max)
    return done({0, "too_many_requests", "too many requests wait for an answer", {}, {}});
  const auto id = next_id_++;
  pending_.emplace(id, question<on_reply>{now_ns + answer_timeout_ns, std::move(done)});
  if (!send(id))
    finish({id, "role_unavailable", role + " is not ready; see /ready for the reason", {}, {}});
}

void operator_desk::order(trading::order_request request, const std::string& who,
                          std::int64_t now_ns, on_reply done) {
  ask(now_ns, std::move(done), "risk", [&](std::uint64_t id) {
    return out_.to_risk({id, std::move(request), who});
  });
}

void operator_desk::replace(replace_order change, std::int64_t now_ns, on_reply done) {
  ask(now_ns, std::move(done), "risk", [&](std::uint64_t id) {
    change.request_id = id;
    return out_.change_to_risk(std::move(change));
  });
}

void operator_desk::cancel(const std::string& order_id, std::int64_t now_ns, on_reply done) {
  ask(now_ns, std::move(done), "executor", [&](std::uint64_t id) {
    return out_.to_executor({id, order_id});
  });
}

void operator_desk::command(trading::command_kind kind, const std::string& who,
                            const std::string& reason, std::int64_t now_ns, on_reply done) {
  send({kind, who, reason, 0, {}}, now_ns, std::move(done));
}

void operator_desk::release(const trading::symbol& name, const std::string& who,
                            const std::string& reason, std::int64_t now_ns, on_reply done) {
  send({trading::command_kind::release_symbol, who, reason, 0, name}, now_ns, std::move(done));
}

void operator_desk::change(trading::command_kind kind, const std::string& changes,
                           const std::string& who, const std::string& reason, std::int64_t now_ns,
                           on_reply done) {
  send({kind, who, reason, 0, {}, changes}, now_ns, std::move(done));
}

void operator_desk::send(trading::command ordered, std::int64_t now_ns, on_reply done) {
  ask(now_ns, std::move(done), "risk", [&](std::uint64_t id) {
    return out_.command_to_risk({id, std::move(ordered)});
  });
}

void operator_desk::report(std::int64_t now_ns, on_report done,
                           std::optional<trading::order_request> order) {
  const auto id = next_id_++;
  if (pending() >= pending_max || !out_.question_to_risk ||
      !out_.question_to_risk({id, std::move(order)}))
    return done(nullptr);
  reports_.emplace(id, question<on_report>{now_ns + answer_timeout_ns, std::move(done)});
}

void operator_desk::ask_books(trading::report_query wanted, std::int64_t now_ns, on_books done) {
  const auto id = next_id_++;
  if (pending() >= pending_max || !out_.question_to_portfolio ||
      !out_.question_to_portfolio({id, std::move(wanted)}))
    return done(nullptr);
  books_.emplace(id, question<on_books>{now_ns + answer_timeout_ns, std::move(done)});
}

void operator_desk::accept(const portfolio_answer& told) {
  if (auto found = books_.extract(told.request_id))
    found.mapped().done(&told.report);
}

void operator_desk::accept(const operator_reply& reply) {
  finish(reply);
}

void operator_desk::accept(const risk_report& told) {
  if (auto found = reports_.extract(told.request_id))
    found.mapped().done(&told);
}

void operator_desk::finish(const operator_reply& reply) {
  if (auto found = pending_.extract(reply.request_id))
    found.mapped().done(reply);
}

void operator_desk::expire(std::int64_t now_ns) {
  while (!reports_.empty() && reports_.begin()->second.expires_ns <= now_ns)
    reports_.extract(reports_.begin()).mapped().done(nullptr);
  while (!books_.empty() && books_.begin()->second.expires_ns <= now_ns)
    books_.extract(books_.begin()).mapped().done(nullptr);
  while (!pending_.empty() && pending_.begin()->second.expires_ns <= now_ns)
    finish({pending_.begin()->first,
            "outcome_unknown",
            "no answer came in time; the request may have been carried out: look at the orders",
            {},
            {}});
}

} // namespace troupe::actors
