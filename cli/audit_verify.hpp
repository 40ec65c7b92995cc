// `troupe audit verify`: whether each line of the audit log follows the one before.
// Exit code: 0 it does, 1 one does not.
#pragma once

#include <filesystem>
#include <iosfwd>

namespace troupe::cli {

struct audit_options {
  std::filesystem::path home;
};

int verify_audit_log(const audit_options& options, std::ostream& output, std::ostream& errors);

} // namespace troupe::cli
