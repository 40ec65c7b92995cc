// What operators asked for and have not been answered yet: a request goes to risk or the executor
// with a number, and its answer comes back with the same.
//
// Every request ends: with its answer, or after answer_timeout_ns with `outcome_unknown`, or at
// once with `role_unavailable` when nobody plays the role. Bound: pending_max requests are under
// way; more are refused with `too_many_requests`. Belongs to one lane.
#pragma once

#include "actors/protocol/messages.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>

namespace troupe::actors {

class operator_desk {
public:
  static constexpr std::size_t pending_max = 1'024;
  static constexpr std::int64_t answer_timeout_ns = 5'000'000'000;

  // Each says whether somebody took the message.
  struct roads {
    std::function<bool(manual_order)> to_risk;
    std::function<bool(operator_command)> command_to_risk;
    std::function<bool(cancel_order)> to_executor;
    std::function<bool(replace_order)> change_to_risk{};
    std::function<bool(risk_request)> question_to_risk{};
    std::function<bool(portfolio_question)> question_to_portfolio{};
  };
  using on_reply = std::function<void(const operator_reply&)>;
  using on_report = std::function<void(const risk_report*)>; // null: risk does not answer
  using on_books = std::function<void(const trading::account_report*)>; // likewise

  // Numbers of different incarnations of the edge never meet.
  operator_desk(roads out, std::uint64_t incarnation)
      : out_(std::move(out)), next_id_((incarnation << 32) + 1) {}

  void order(trading::order_request request, const std::string& who, std::int64_t now_ns,
             on_reply done);
  // The request_id is given here.
  void replace(replace_order change, std::int64_t now_ns, on_reply done);
  void cancel(const std::string& order_id, std::int64_t now_ns, on_reply done);
  void command(trading::command_kind kind, const std::string& who, const std::string& reason,
               std::int64_t now_ns, on_reply done);
  // From quarantine.
  void release(const trading::symbol& name, const std::string& who, const std::string& reason,
               std::int64_t now_ns, on_reply done);
  // Of limits, or of a strategy.
  void change(trading::command_kind kind, const std::string& changes, const std::string& who,
              const std::string& reason, std::int64_t now_ns, on_reply done);

  // How the account stands against risk's rules, and what they would say to an order, which is not
  // sent; done is told null where nobody says.
  void report(std::int64_t now_ns, on_report done,
              std::optional<trading::order_request> order = {});

  // What the portfolio's books say.
  void ask_books(trading::report_query wanted, std::int64_t now_ns, on_books done);

  // An answer that nobody waits for any more is ignored.
  void accept(const operator_reply& reply);
  void accept(const risk_report& told);
  void accept(const portfolio_answer& told);
  void expire(std::int64_t now_ns);
  std::size_t pending() const { return pending_.size() + reports_.size() + books_.size(); }

private:
  template <class Done>
  struct question {
    std::int64_t expires_ns = 0;
    Done done;
  };

  template <class Send>
  void ask(std::int64_t now_ns, on_reply done, const std::string& role, Send&& send);
  void send(trading::command ordered, std::int64_t now_ns, on_reply done);
  void finish(const operator_reply& reply);

  roads out_;
  std::uint64_t next_id_;
  // By request_id, so by age.
  std::map<std::uint64_t, question<on_reply>> pending_;
  std::map<std::uint64_t, question<on_report>> reports_;
  std::map<std::uint64_t, question<on_books>> books_;
};

} // namespace troupe::actors
