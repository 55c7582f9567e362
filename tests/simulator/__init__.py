"""A simulator of Gong's public API, for tests, benchmarks and the demo; it shares no code with the product.

::

    with Simulator(World(seed=7)) as sim:
        requests.get(f"{sim.url}/v2/users", auth=(sim.access_key, sim.access_key_secret))
"""

from tests.simulator.faults import Fault
from tests.simulator.ledger import Exchange
from tests.simulator.simulator import Simulator
from tests.simulator.world import World

__all__ = ["Exchange", "Fault", "Simulator", "World"]
