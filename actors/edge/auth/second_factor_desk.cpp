#include "actors/edge/auth/second_factor_desk.hpp"

#include "actors/edge/auth/time_code.hpp"

#include <algorithm>
#include <utility>

namespace troupe::actors {

namespace {

const error factors_busy{"second_factor_busy", "too many codes wait; try again in a second"};
const error factors_failed{"second_factor_failed", "the code could not be checked"};
const error not_enrolled{"second_factor_not_enrolled",
                         "there is no authenticator; POST /api/second-factor/secret begins one"};

template <class Entries, class Until>
void make_room(Entries& entries, std::int64_t now_s, Until until_of) {
  if (entries.size() < second_factor_desk::sessions_max)
    return;
  std::erase_if(entries, [&](const auto& each) { return until_of(each.second) <= now_s; });
  if (entries.size() >= second_factor_desk::sessions_max)
    entries.erase(std::min_element(entries.begin(), entries.end(),
                                   [&](const auto& left, const auto& right) {
                                     return until_of(left.second) < until_of(right.second);
                                   }));
}

} // namespace

second_factor_desk::second_factor_desk(boost::asio::io_context& lane,
                                       const std::filesystem::path& home, std::string master_key,
                                       claim once)
    : file_(second_factor_file(home)), master_key_(std::move(master_key)), once_(std::move(once)),
      worker_(lane, pending_max) {}

result<void> second_factor_desk::look() {
  std::error_code missing;
  const auto written = std::filesystem::last_write_time(file_.path(), missing);
  const auto found = missing ? std::filesystem::file_time_type() : written;
  if (seen_ == found)
    return {};
  seen_ = found;
  if (missing == std::errc::no_such_file_or_directory) {
    names_.clear();
    readable_ = true;
    return {};
  }
  const auto names = file_.names();
  if (!names)
    return names.failure();
  names_ = {names->begin(), names->end()};
  readable_ = true;
  return {};
}

std::int64_t second_factor_desk::passed_until_s(const std::string& session,
                                                std::int64_t now_s) const {
  const auto found = passed_.find(session);
  return found == passed_.end() || found->second <= now_s ? 0 : found->second;
}

result<void> second_factor_desk::check(const token_claims& who, std::int64_t now_s) const {
  if (!readable_)
    return error{"second_factor_unreadable", file_.path().string() + " cannot be read"};
  if (!is_enrolled(who.subject) || passed_until_s(who.session, now_s) != 0)
    return {};
  return error{"second_factor_needed", "this needs the code of your authenticator: send it to POST "
                                       "/api/second-factor as {\"code\":\"123456\"}, then again"};
}

result<std::string> second_factor_desk::propose(const std::string& name, std::int64_t now_s) {
  if (master_key_.empty())
    return error{"master_key_missing", "TROUPE_MASTER_KEY is not set, and a second factor's secret "
                                       "is kept sealed under it alone"};
  make_room(proposed_, now_s, [](const proposal& each) { return each.until_s; });
  auto secret = random_time_secret();
  proposed_.insert_or_assign(name, proposal{secret, now_s + proposal_s});
  return secret;
}

// On the worker. A code of the proposed secret makes it the user's.
result<second_factor_desk::found_code>
second_factor_desk::find(const persistence::secret_store& file, const std::string& key,
                         const std::string& name, const std::string& code,
                         const std::optional<std::string>& proposed, std::int64_t now_s) {
  const auto step_of = [&](const std::string& base32) {
    const auto secret = decode_time_secret(base32);
    return secret ? step_of_code(*secret, code, now_s) : std::nullopt;
  };
  if (proposed)
    if (const auto step = step_of(*proposed)) {
      if (const auto sealed = file.set(name, *proposed, key); !sealed)
        return sealed.failure();
      return found_code{*step, true};
    }
  const auto secrets = file.open(key);
  if (!secrets)
    return secrets.failure();
  const auto known = secrets->find(name);
  if (known == secrets->end() && !proposed)
    return not_enrolled;
  if (known != secrets->end())
    if (const auto step = step_of(known->second))
      return found_code{*step, false};
  return error{"invalid_code", "the code is not the one of now; look at the authenticator, and at "
                               "its clock"};
}

void second_factor_desk::pass(const token_claims& who, std::string code, std::int64_t now_s,
                              on_passed done) {
  std::optional<std::string> proposed;
  if (const auto found = proposed_.find(who.subject);
      found != proposed_.end() && found->second.until_s > now_s)
    proposed = found->second.secret;
  if (!proposed && !is_enrolled(who.subject))
    return done(not_enrolled);
  worker_.run<found_code>(
      [file = file_, key = master_key_, name = who.subject, code = std::move(code), proposed,
       now_s] { return find(file, key, name, code, proposed, now_s); },
      [this, who, now_s, done = std::move(done)](const result<found_code>& found) {
        if (!found)
          return done(found.failure());
        accept(who, *found, now_s, done);
      },
      factors_busy, factors_failed);
}

void second_factor_desk::accept(const token_claims& who, const found_code& found,
                                std::int64_t now_s, on_passed done) {
  const error used{"code_used", "this code was used before; wait for the next one"};
  if (found.is_new) {
    proposed_.erase(who.subject);
    names_.insert(who.subject);
    last_step_.erase(who.subject); // of the secret before
  }
  tries_.give_back(who.subject);
  const auto last = last_step_.find(who.subject);
  if (last != last_step_.end() && found.step <= last->second)
    return done(used);
  last_step_.insert_or_assign(who.subject, found.step);
  once_("second-factor:" + who.subject + ":" + std::to_string(found.step),
        (found.step + 3) * time_step_s,
        [this, who, used, now_s, is_new = found.is_new, done = std::move(done)](bool first) {
          if (!first && !is_new)
            return done(used);
          admit(who.session, now_s + held_s, now_s);
          done(passed{now_s + held_s, is_new});
        });
}

void second_factor_desk::admit(const std::string& session, std::int64_t until_s,
                               std::int64_t now_s) {
  make_room(passed_, now_s, [](std::int64_t each) { return each; });
  passed_.insert_or_assign(session, until_s);
}

void second_factor_desk::remove(const std::string& name, on_removed done) {
  proposed_.erase(name);
  if (!is_enrolled(name))
    return done(not_enrolled);
  worker_.run<bool>(
      [file = file_, name]() -> result<bool> {
        const auto removed = file.remove(name);
        if (!removed && removed.failure().code != "no_such_secret")
          return removed.failure();
        return true;
      },
      [this, name, done = std::move(done)](const result<bool>& removed) {
        if (!removed)
          return done(removed.failure());
        names_.erase(name);
        done({});
      },
      factors_busy, factors_failed);
}

} // namespace troupe::actors
