#include "cli/audit_verify.hpp"

#include "actors/edge/audit/audit_chain.hpp"
#include "actors/edge/audit/audit_log.hpp"
#include "cli/exit_codes.hpp"

#include <ostream>

namespace troupe::cli {

int verify_audit_log(const audit_options& options, std::ostream& output, std::ostream& errors) {
  const auto path = actors::audit_log(options.home).path();
  const auto found = actors::verify_audit(path);
  if (!found)
    return refuse(found.failure(), errors);
  output << path.string() << ": " << found->lines << " writes, each follows the one before";
  if (found->unchained > 0)
    output << " but the first " << found->unchained << ", which are older than the chain";
  output << "\nlast " << found->last_hash << '\n';
  return 0;
}

} // namespace troupe::cli
