// libsodium, ready to be used. Only for the sources of this folder.
#pragma once

#include <sodium.h>
#include <stdexcept>

namespace troupe::actors {

// Repeatable, from any thread.
inline void start_sodium() {
  if (sodium_init() < 0)
    throw std::runtime_error("libsodium cannot be started");
}

} // namespace troupe::actors
