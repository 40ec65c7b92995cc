// The page docs/order-rules.md, written from the table.
#pragma once

#include <string>

namespace troupe::trading {

std::string order_rules_page();

} // namespace troupe::trading
