// BLAKE2b with 256 bits (RFC 7693), unkeyed.
#pragma once

#include "persistence/journal/record.hpp"

#include <sodium/crypto_generichash_blake2b.h>
#include <string_view>

namespace troupe::persistence::journal {

class blake2b {
public:
  blake2b();
  void add(std::string_view bytes);
  chain_hash finish();

private:
  crypto_generichash_blake2b_state state_;
};

} // namespace troupe::persistence::journal
