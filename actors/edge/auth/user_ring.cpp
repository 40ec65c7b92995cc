#include "actors/edge/auth/user_ring.hpp"

#include "actors/edge/auth/sodium.hpp"

#include <array>

namespace troupe::actors {

std::string password_mark(const std::string& password_hash) {
  if (password_hash.empty())
    return {};
  start_sodium();
  std::array<unsigned char, crypto_generichash_BYTES_MIN> hash{};
  crypto_generichash(hash.data(), hash.size(),
                     reinterpret_cast<const unsigned char*>(password_hash.data()),
                     password_hash.size(), nullptr, 0);
  std::string hex(2 * hash.size() + 1, '\0');
  sodium_bin2hex(hex.data(), hex.size(), hash.data(), hash.size());
  return hex.substr(0, 16);
}

namespace {

user_ring::member member_of(const user& whom) {
  return {whom.role, password_mark(whom.password_hash)};
}

} // namespace

std::vector<std::string> user_ring::set(const std::vector<user>& users) {
  std::map<std::string, member> now;
  for (const auto& each : users)
    now.insert_or_assign(each.name, member_of(each));
  std::vector<std::string> changed;
  for (const auto& [name, before] : members_.value_or(std::map<std::string, member>()))
    if (const auto found = now.find(name); found == now.end() || found->second != before)
      changed.push_back(name);
  members_ = std::move(now);
  welcome_.clear();
  return changed;
}

void user_ring::welcome(const user& whom) { welcome_.insert_or_assign(whom.name, member_of(whom)); }

std::optional<user_role> user_ring::role_of(const std::string& name) const {
  if (!members_ || !members_->contains(name))
    return std::nullopt;
  return members_->at(name).role;
}

result<token_claims> user_ring::check(token_claims claims) const {
  if (!members_)
    return claims;
  if (const auto new_here = welcome_.find(claims.subject);
      new_here != welcome_.end() && new_here->second.mark == claims.password_mark) {
    claims.role = new_here->second.role;
    return claims;
  }
  const auto found = members_->find(claims.subject);
  if (found == members_->end())
    return error{"user_gone", "the user " + claims.subject + " was removed"};
  if (found->second.mark != claims.password_mark)
    return error{"session_ended", "the password was changed; log in again"};
  claims.role = found->second.role;
  return claims;
}

} // namespace troupe::actors
