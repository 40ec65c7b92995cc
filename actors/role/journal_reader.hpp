// A role's view of the journal: everything from the beginning, then everything as it happens.
//
// Waits until the roles that it is told to wait for are ready, subscribes, and goes on from the
// next record when the journal is restarted or its node comes back. A subscription that yields no
// page is made again, later each time: its first page may have come before this role could be
// found, or the journal may have much to do. Lives on the role's lane.
#pragma once

#include "actors/protocol/interfaces.hpp"
#include "actors/role/role_context.hpp"
#include "runtime/role_ref.hpp"

#include <boost/asio/steady_timer.hpp>

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace troupe::actors {

template <class... Events>
constexpr std::uint32_t event_types() {
  std::uint32_t bits = 0;
  ((bits |= 1u << trading::event(Events{}).index()), ...);
  return bits;
}

class journal_reader {
public:
  struct plan {
    std::vector<runtime::role_key> waits_for; // ready before the first record is asked for
    std::uint32_t types = 0xFFFFFFFF;         // bits of event_types
    bool live = false;                        // goes on after having caught up
    std::function<void(const persistence::journal::record&)> on_record;
    std::function<void()> on_caught_up; // once
    std::function<void(std::string)> on_waiting; // for whom, in words
    // Where there is one and it says no, no further page is asked for until go_on().
    std::function<bool()> has_room = {};
  };

  journal_reader(const role_context& context, plan wanted);
  ~journal_reader();
  journal_reader(const journal_reader&) = delete;
  journal_reader& operator=(const journal_reader&) = delete;

  void start();
  // No callback runs afterwards.
  void stop();
  // Folds a page; one of an older subscription is ignored.
  void accept(const journal_page& page);
  // Asks for what was held back.
  void go_on();
  bool caught_up() const { return caught_up_; }
  // Every record before this one has been folded.
  std::uint64_t next_seq() const { return next_seq_; }

private:
  void check();
  void subscribe();
  void ask_for_more();
  std::string missing() const;

  role_context context_;
  plan plan_;
  runtime::role_ref<journal_actor> journal_;
  boost::asio::steady_timer timer_;
  std::shared_ptr<bool> alive_;
  std::uint64_t journal_incarnation_ = 0;
  std::uint64_t subscription_ = 0;
  std::uint64_t next_seq_ = 1;
  int silent_checks_ = 0; // since the last page or subscription
  int silent_checks_max_; // until it is asked anew
  bool caught_up_ = false;
  std::uint32_t held_back_ = 0; // pages that were taken and not acknowledged
};

} // namespace troupe::actors
