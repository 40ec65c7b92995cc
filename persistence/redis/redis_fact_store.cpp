#include "persistence/redis/redis_fact_store.hpp"

#include <charconv>
#include <string_view>

namespace troupe::persistence::redis {

namespace {

// KEYS: generation, last, numbers, ends. ARGV: a generation to begin with, the generation and the
// number that were heard, now_s, how many are wanted, how many are kept; then name, until_s, …
constexpr const char* exchange_script = R"(
redis.call('SET', KEYS[1], ARGV[1], 'NX')
local generation = redis.call('GET', KEYS[1])
local added = 0
for i = 7, #ARGV, 2 do
  local known = redis.call('ZSCORE', KEYS[4], ARGV[i])
  if not known then
    added = added + 1
    redis.call('ZADD', KEYS[3], redis.call('INCR', KEYS[2]), ARGV[i])
  end
  if not known or tonumber(known) < tonumber(ARGV[i + 1]) then
    redis.call('ZADD', KEYS[4], ARGV[i + 1], ARGV[i])
  end
end
local gone = redis.call('ZRANGEBYSCORE', KEYS[4], '-inf', ARGV[4], 'LIMIT', 0, 1000)
local over = math.min(1000, redis.call('ZCARD', KEYS[4]) - tonumber(ARGV[6]))
if #gone == 0 and over > 0 then gone = redis.call('ZRANGE', KEYS[4], 0, over - 1) end
if #gone > 0 then
  redis.call('ZREM', KEYS[3], unpack(gone))
  redis.call('ZREM', KEYS[4], unpack(gone))
end
local after = '0'
if generation == ARGV[2] then after = ARGV[3] end
local told = {generation, tostring(added), after}
local found = redis.call('ZRANGEBYSCORE', KEYS[3], '(' .. after, '+inf', 'WITHSCORES',
                         'LIMIT', 0, ARGV[5])
for i = 1, #found, 2 do
  table.insert(told, found[i])
  table.insert(told, redis.call('ZSCORE', KEYS[4], found[i]))
  told[3] = found[i + 1]
end
return told
)";

// KEYS: buckets. ARGV: cost_us, most_us, …
constexpr const char* spend_script = R"(
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local left = {}
for i, key in ipairs(KEYS) do
  local full = math.max(tonumber(redis.call('GET', key) or '0'), now) + tonumber(ARGV[2 * i - 1])
  full = math.max(now, math.min(full, now + tonumber(ARGV[2 * i])))
  left[i] = full - now
  if full > now then
    redis.call('SET', key, string.format('%.0f', full), 'PX', math.ceil((full - now) / 1000))
  else
    redis.call('DEL', key)
  end
end
return left
)";

// KEYS: the index, then a key a fact. ARGV: lifetime_ms, then name, value, …
constexpr const char* publish_script = R"(
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', string.format('%.0f', now))
for i = 2, #KEYS do
  redis.call('SET', KEYS[i], ARGV[2 * i - 1], 'PX', ARGV[1])
  redis.call('ZADD', KEYS[1], string.format('%.0f', now + tonumber(ARGV[1])), ARGV[2 * i - 2])
end
redis.call('PEXPIRE', KEYS[1], ARGV[1])
return 1
)";

// KEYS: the index. ARGV: what stands before the names in their keys, how many.
constexpr const char* published_script = R"(
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local told = {}
for _, name in ipairs(redis.call('ZRANGEBYSCORE', KEYS[1], string.format('(%.0f', now), '+inf',
                                 'LIMIT', 0, ARGV[2])) do
  local value = redis.call('GET', ARGV[1] .. name)
  if value then
    table.insert(told, name)
    table.insert(told, value)
  end
end
return told
)";

std::string_view text_of(const redisReply& told) {
  return told.type == REDIS_REPLY_STRING ? std::string_view(told.str, told.len)
                                         : std::string_view();
}

template <class Number>
Number number_of(const redisReply& told) {
  Number value = 0;
  const auto text = text_of(told);
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

error misunderstood() {
  return {"redis_refused", "Redis answered something else than the script gives; is it 6.2 or "
                           "newer, and does nobody else write under the prefix?"};
}

} // namespace

result<reply> redis_fact_store::run(const char* script, std::vector<std::string> keys,
                                    std::vector<std::string> arguments) {
  std::vector<std::string> command{"EVAL", script, std::to_string(keys.size())};
  for (auto& each : keys)
    command.push_back(std::move(each));
  for (auto& each : arguments)
    command.push_back(std::move(each));
  const std::lock_guard lock(mutex_);
  return connection_.ask(command);
}

result<facts::endings_answer>
redis_fact_store::exchange(const facts::endings_question& asked) {
  std::vector<std::string> arguments{generation_,
                                     asked.heard.generation,
                                     std::to_string(asked.heard.number),
                                     std::to_string(asked.now_s),
                                     std::to_string(asked.wanted),
                                     std::to_string(endings_max)};
  for (const auto& each : asked.told) {
    arguments.push_back(each.name);
    arguments.push_back(std::to_string(each.until_s));
  }
  const auto told = run(exchange_script,
                        {key("generation"), key("endings:last"), key("endings:numbers"),
                         key("endings:ends")},
                        std::move(arguments));
  if (!told)
    return told.failure();
  const auto& all = **told;
  if (all.type != REDIS_REPLY_ARRAY || all.elements < 3 || all.elements % 2 == 0)
    return misunderstood();
  facts::endings_answer answer;
  answer.heard.generation = text_of(*all.element[0]);
  answer.added = number_of<std::size_t>(*all.element[1]);
  answer.heard.number = number_of<std::uint64_t>(*all.element[2]);
  for (std::size_t at = 3; at < all.elements; at += 2)
    answer.news.push_back({std::string(text_of(*all.element[at])),
                           number_of<std::int64_t>(*all.element[at + 1])});
  return answer;
}

result<std::vector<std::int64_t>>
redis_fact_store::spend(const std::vector<facts::spending>& spent) {
  std::vector<std::string> keys;
  std::vector<std::string> arguments;
  for (const auto& each : spent) {
    keys.push_back(key("limit:" + each.bucket));
    arguments.push_back(std::to_string(each.cost_us));
    arguments.push_back(std::to_string(each.most_us));
  }
  const auto told = run(spend_script, std::move(keys), std::move(arguments));
  if (!told)
    return told.failure();
  if ((*told)->type != REDIS_REPLY_ARRAY || (*told)->elements != spent.size())
    return misunderstood();
  std::vector<std::int64_t> left;
  for (std::size_t at = 0; at < spent.size(); ++at)
    left.push_back((*told)->element[at]->integer);
  return left;
}

result<void> redis_fact_store::publish(const std::string& kind,
                                       const std::vector<facts::fact>& told,
                                       std::int64_t lifetime_ms) {
  std::vector<std::string> keys{key(kind)};
  std::vector<std::string> arguments{std::to_string(lifetime_ms)};
  for (const auto& each : told) {
    keys.push_back(key(kind + ":" + each.name));
    arguments.push_back(each.name);
    arguments.push_back(each.value);
  }
  const auto done = run(publish_script, std::move(keys), std::move(arguments));
  return done ? result<void>() : result<void>(done.failure());
}

result<void> redis_fact_store::withdraw(const std::string& kind, const std::string& name) {
  const auto done = run("redis.call('DEL', KEYS[2]) return redis.call('ZREM', KEYS[1], ARGV[1])",
                        {key(kind), key(kind + ":" + name)}, {name});
  return done ? result<void>() : result<void>(done.failure());
}

result<std::vector<facts::fact>> redis_fact_store::published(const std::string& kind) {
  const auto told = run(published_script, {key(kind)},
                        {key(kind + ":"), std::to_string(facts_max)});
  if (!told)
    return told.failure();
  const auto& all = **told;
  if (all.type != REDIS_REPLY_ARRAY || all.elements % 2 != 0)
    return misunderstood();
  std::vector<facts::fact> found;
  for (std::size_t at = 0; at < all.elements; at += 2)
    found.push_back(
        {std::string(text_of(*all.element[at])), std::string(text_of(*all.element[at + 1]))});
  return found;
}

} // namespace troupe::persistence::redis
