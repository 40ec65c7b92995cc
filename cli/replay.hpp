// `troupe replay`: runs the journal's past through the strategies, risk and books again.
#pragma once

#include <filesystem>
#include <iosfwd>
#include <optional>
#include <string>

namespace troupe::cli {

struct replay_options {
  std::filesystem::path home;
  std::string account;
  std::string until;  // market time; empty: to the end
  std::string config; // of records before the journal's first configuration; empty: the defaults
  bool verify = false;
  bool parity = false; // instead: see cli/parity.hpp
  std::string day;
  bool json = false;
};

// Exit code: 0; 1 when the journal cannot be read, is damaged, or, with verify, holds another
// decision or intent than is made now: the first is named with its place on err; 2 for wrong usage.
int replay(const replay_options& options, std::ostream& out, std::ostream& err);

} // namespace troupe::cli
