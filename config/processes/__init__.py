"""The processes of one machine: which there are, how they are watched, started again and ended."""

from config.processes.machine import OneMachine, Plan, RunRefused
from config.processes.supervisor import Program, Supervisor

__all__ = ["OneMachine", "Plan", "Program", "RunRefused", "Supervisor"]
