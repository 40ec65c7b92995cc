// The part of the configuration that decisions rest on, as the journal keeps it, and back.
//
// Parameters of strategies are kept with their defaults written out, so that a later default does
// not change what an older journal says.
#pragma once

#include "config/settings.hpp"
#include "trading/events.hpp"
#include "trading/result.hpp"

#include <vector>

namespace troupe::config {

// In the schema's order, then the strategies'; no secret and no address is among it. Errors: those
// of strategy_choices.
result<std::vector<trading::setting>> deciding_settings(const settings& from);

// What is not named has its default. Errors: those of load.
result<settings> settings_of(const std::vector<trading::setting>& journaled);

} // namespace troupe::config
