"""Edges that share a Redis, and what is left of that when it is gone."""
import shutil
import signal
import time

from integration.harness.redis import Redis
from integration.harness.rest import call
from integration.harness.system import SystemTest
from integration.harness.waiting import wait_until

WITHIN_S = 15


class shared_redis(SystemTest):
    def setUp(self):
        self.redis = Redis(self)

    def edge(self, like=None, **settings):
        """A system with Redis; with another's users and key of sessions, where it is like that."""
        it = self.system(settings={"trading.strategies": [], **settings},
                         environment={"REDIS_URL": self.redis.url})
        if like is not None:
            it.home.mkdir()
            for name in ("users.json", "session.key"):
                shutil.copy(like.home / name, it.home / name)
        it.process = it.start()
        it.operator = it.ready(it.process)
        return it

    def status(self, it, token):
        return call(it.edge_port, "GET", "/api/me",
                    headers={"Authorization": f"Bearer {token}"}).status

    def redis_row(self, it):
        rows = it.readiness().body["dependencies"]
        self.assertEqual([each["name"] for each in rows], ["redis"])
        return rows[0]

    def test_sessions_and_logouts_outlive_a_restart(self):
        it = self.edge()
        kept, ended = it.operator.token, it.operator.refresh_token
        it.ready(it.process)
        other = it.ready(it.process)
        self.assertEqual(other.ask("POST", "/api/logout").status, 204)
        spent = call(it.edge_port, "POST", "/api/refresh", {"refresh_token": ended})
        self.assertEqual(spent.status, 200, spent.text)
        wait_until(lambda: self.redis.ask("ZCARD", "troupe:main:endings:ends") == "2",
                   "Redis knows both", WITHIN_S)
        it.process.send(signal.SIGTERM)
        self.assertEqual(it.process.wait(10), 0)
        it.ready(it.start())
        self.assertEqual(self.status(it, kept), 200)
        self.assertEqual(self.status(it, other.token), 401)
        again = call(it.edge_port, "POST", "/api/refresh", {"refresh_token": ended})
        self.assertEqual(again.status, 401, again.text)

    def test_two_edges_share_sessions(self):
        one = self.edge(**{"edge.user_requests_per_s": 20})
        two = self.edge(like=one, **{"edge.user_requests_per_s": 20})
        self.assertEqual(self.status(two, one.operator.token), 200)
        refresh = {"refresh_token": one.operator.refresh_token}
        renewed = call(two.edge_port, "POST", "/api/refresh", refresh)
        self.assertEqual(renewed.status, 200, renewed.text)
        self.assertEqual(call(one.edge_port, "POST", "/api/refresh", refresh).status, 401,
                         "it is good once among both")
        wait_until(lambda: self.status(two, renewed.body["token"]) == 401,
                   "the stolen session has ended at the other edge", WITHIN_S)

    def test_two_edges_share_the_limit_of_a_user(self):
        one = self.edge(**{"edge.user_requests_per_s": 20})
        two = self.edge(like=one, **{"edge.user_requests_per_s": 20})
        token = two.operator.token
        # Where the machine is busy an exchange may come too late; once is enough.
        counts = []
        for _ in range(3):
            time.sleep(2.5)  # both buckets are full
            began = time.monotonic()
            passed = [self.status(one, token) for _ in range(60)].count(200)
            self.status(two, token)  # which tells it of the bucket
            time.sleep(0.3)
            passed += [self.status(two, token) for _ in range(60)].count(200)
            counts.append((passed, time.monotonic() - began))
            if passed < 60 + 20 * counts[-1][1]:
                return
        self.fail(f"two full buckets were given out, (requests, seconds): {counts}")

    def test_an_outage_locks_nobody_out_and_lets_nobody_in(self):
        one = self.edge()
        two = self.edge(like=one)
        third = two.ready(two.process)
        self.assertTrue(self.redis_row(one)["up"])
        for out, back in ((self.redis.stop, self.redis.start),
                          (self.redis.hang, self.redis.go_on)):
            out()
            wait_until(lambda: not self.redis_row(one)["up"], "/ready tells it", WITHIN_S)
            self.assertEqual(one.readiness().status, 200)
            leaving = one.ready(one.process)
            self.assertEqual(self.status(two, leaving.token), 200)
            began = time.monotonic()
            for _ in range(50):
                self.assertEqual(self.status(one, one.operator.token), 200)
            self.assertLess(time.monotonic() - began, 5)
            renewed = call(two.edge_port, "POST", "/api/refresh",
                           {"refresh_token": third.refresh_token})
            self.assertEqual(renewed.status, 200, renewed.text)
            self.assertEqual(leaving.ask("POST", "/api/logout").status, 204)
            self.assertEqual(self.status(one, leaving.token), 401)
            back()
            wait_until(lambda: self.status(two, leaving.token) == 401,
                       "the other edge hears of the logout", WITHIN_S)
            wait_until(lambda: self.redis_row(one)["up"], "/ready tells it", WITHIN_S)
            third = two.ready(two.process)
        answer = call(one.edge_port, "GET", "/metrics").text
        self.assertRegex(answer, r"troupe_redis_up 1\b")
        self.assertRegex(answer, r"troupe_redis_failures_total [1-9]")

    def test_a_url_that_is_none_is_told_at_the_start(self):
        it = self.system(environment={"REDIS_URL": "rediss://u:hunter2@127.0.0.1"})
        process = it.start()
        self.assertNotEqual(process.wait(30), 0)
        self.assertIn("redis_url", process.tail())
        self.assertNotIn("hunter2", process.tail())
